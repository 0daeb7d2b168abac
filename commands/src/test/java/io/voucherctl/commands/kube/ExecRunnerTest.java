package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.ExecPlugin.Interaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExecRunnerTest {
  private static final String V1 = "client.authentication.k8s.io/v1";
  private static final String HEAD = "{\"apiVersion\":\"" + V1 + "\",\"kind\":\"ExecCredential\",";

  private final ExecRunner runner = new ExecRunner(false, Duration.ofSeconds(10));

  @TempDir Path directory;

  @Test
  void whatAPluginSaysOnStderrIsNotPartOfItsAnswer() throws IOException {
    ExecCredential given =
        run(
            "echo warning: old version >&2\necho '"
                + HEAD
                + "\"status\":{\"token\":\"abc\",\"expirationTimestamp\":\"2030-01-01T00:00:00Z\"}}'");

    assertThat(given.token()).isEqualTo("abc");
    assertThat(given.expiresAt()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(given.toString()).doesNotContain("abc");
  }

  @Test
  void aPluginMayGiveAClientCertificate() throws IOException {
    ExecCredential given =
        run(
            "echo '"
                + HEAD
                + "\"status\":{\"clientCertificateData\":\"C\",\"clientKeyData\":\"K\"}}'");

    assertThat(given.token()).isNull();
    assertThat(given.certificate()).isEqualTo(new KubeUser.ClientCertificate("C", "K"));
  }

  @Test
  void aPluginGetsItsArgumentsItsVariablesAndTheCluster() throws IOException {
    Path seen = directory.resolve("seen");
    ExecPlugin plugin =
        plugin(
            "echo \"$KUBERNETES_EXEC_INFO\" > "
                + seen
                + "\necho '"
                + HEAD
                + "\"status\":{\"token\":\"'$PROFILE-$1-$(cat | wc -c | tr -d ' ')'\"}}'",
            List.of("argument"),
            Map.of("PROFILE", "ops"),
            true,
            Interaction.IF_AVAILABLE);

    ExecCredential given = runner.run(plugin, server());

    assertThat(given.token()).isEqualTo("ops-argument-0");
    JsonNode question = new ObjectMapper().readTree(Files.readString(seen));
    assertThat(question.path("apiVersion").asText()).isEqualTo(V1);
    assertThat(question.path("spec").path("interactive").asBoolean(true)).isFalse();
    JsonNode cluster = question.path("spec").path("cluster");
    assertThat(cluster.path("server").asText()).isEqualTo("https://h:1");
    assertThat(cluster.path("tls-server-name").asText()).isEqualTo("api.internal");
    assertThat(cluster.path("certificate-authority-data").asText()).isEqualTo("Q0E=");
    assertThat(cluster.path("proxy-url").asText()).isEqualTo("http://p:3128");
  }

  @Test
  void withoutProvideClusterInfoThePluginLearnsNoCluster() {
    ExecPlugin plugin =
        new ExecPlugin(V1, "x", List.of(), Map.of(), null, false, Interaction.NEVER);

    assertThat(ExecCredential.question(plugin, server(), false)).doesNotContain("cluster");
  }

  static Stream<Arguments> brokenPlugins() {
    return Stream.of(
        Arguments.of(
            "echo first >&2; echo token expired >&2; exit 3", "exit code 3: token expired"),
        Arguments.of("exit 1", "ended with exit code 1"),
        Arguments.of("echo '{\"token\": \"hush'", "its stdout is not JSON"),
        Arguments.of("echo '{\"kind\":\"Secret\"}'", "not an ExecCredential"),
        Arguments.of("true", "not an ExecCredential"),
        Arguments.of(
            "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"x/v9\"}'", "did not answer in"),
        Arguments.of("echo '" + HEAD + "\"status\":{}}'", "neither a token nor"),
        Arguments.of(
            "echo '" + HEAD + "\"status\":{\"clientKeyData\":\"hush\"}}'", "certificate without"),
        Arguments.of(
            "echo '" + HEAD + "\"status\":{\"token\":\"hush\",\"expirationTimestamp\":\"soon\"}}'",
            "not RFC 3339"));
  }

  @ParameterizedTest
  @MethodSource("brokenPlugins")
  void aBrokenPluginIsToldInOneLineWithoutSecrets(String script, String words) {
    Failure failure = catchThrowableOfType(Failure.class, () -> run(script));

    assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failure.line()).contains("credential plugin", words).doesNotContain("hush", "\n");
  }

  @Test
  void aPluginThatHangsIsGivenUpAndKilled() throws IOException {
    ExecRunner impatient = new ExecRunner(false, Duration.ofMillis(200));
    ExecPlugin plugin = plugin("sleep 60", List.of(), Map.of(), false, Interaction.NEVER);

    Failure failure = catchThrowableOfType(Failure.class, () -> impatient.run(plugin, server()));

    assertThat(failure.line()).endsWith("gave no answer in 200ms");
  }

  @Test
  void aMissingPluginIsToldWithItsInstallHint() {
    ExecPlugin plugin =
        new ExecPlugin(
            V1, "no-such-plugin", List.of(), Map.of(), "brew install it", false, Interaction.NEVER);

    Failure failure = catchThrowableOfType(Failure.class, () -> runner.run(plugin, server()));

    assertThat(failure.line()).contains("no-such-plugin", "no such program");
    assertThat(failure.hint()).isEqualTo("brew install it");
  }

  @Test
  void aPluginThatNeedsAPersonIsRefusedWithoutATerminal() {
    ExecPlugin plugin =
        new ExecPlugin(V1, "true", List.of(), Map.of(), null, false, Interaction.ALWAYS);

    Failure failure = catchThrowableOfType(Failure.class, () -> runner.run(plugin, server()));

    assertThat(failure.line()).contains("needs a terminal");
  }

  private ExecCredential run(String script) throws IOException {
    return runner.run(plugin(script, List.of(), Map.of(), false, Interaction.NEVER), server());
  }

  private ExecPlugin plugin(
      String script,
      List<String> arguments,
      Map<String, String> environment,
      boolean clusterInfo,
      Interaction interaction)
      throws IOException {
    Path file = Files.writeString(directory.resolve("plugin"), script + "\n");
    List<String> all = Stream.concat(Stream.of(file.toString()), arguments.stream()).toList();
    return new ExecPlugin(V1, "/bin/sh", all, environment, null, clusterInfo, interaction);
  }

  private static KubeServer server() {
    return new KubeServer(
        URI.create("https://h:1"), false, "api.internal", "CA", URI.create("http://p:3128"), null);
  }
}
