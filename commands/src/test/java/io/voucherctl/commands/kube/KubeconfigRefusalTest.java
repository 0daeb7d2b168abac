package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kubeconfigs that are wrong; the word "hush" stands for a secret. */
class KubeconfigRefusalTest {
  @TempDir Path home;

  static Stream<Arguments> wrongEntries() {
    String server = "server: https://h:1";
    String exec = "exec: {command: x, apiVersion: client.authentication.k8s.io/";
    return Stream.of(
        Arguments.of("{}", "{}", "names no server"),
        Arguments.of("server: h:6443", "{}", "server is not a URL"),
        Arguments.of("server: ftp://h", "{}", "server is not a URL"),
        Arguments.of(server + "\n    proxy-url: socks4://p", "{}", "proxy-url is not a URL"),
        Arguments.of(server + "\n    insecure-skip-tls-verify: 'yes'", "{}", "neither true nor"),
        Arguments.of(
            server + "\n    insecure-skip-tls-verify: true\n    certificate-authority-data: QQ==",
            "{}",
            "both a certificate authority and insecure"),
        Arguments.of(server + "\n    certificate-authority: gone.pem", "{}", "cannot read"),
        Arguments.of(server, "client-certificate-data: QQ==", "go together"),
        Arguments.of(server, "client-key-data: 'A*'", "client-key-data is not base64"),
        Arguments.of(server, "username: bob", "go together"),
        Arguments.of(
            server, "{username: bob, password: hush, token: hush}", "both a token and a password"),
        Arguments.of(server, "as-groups: [x]", "need as"),
        Arguments.of(server, "auth-provider: {name: gcp}", "auth-provider is not supported"),
        Arguments.of(server, exec + "v1alpha1}", "exec.apiVersion must be"),
        Arguments.of(server, exec + "v1}", "interactiveMode must be set in v1"),
        Arguments.of(server, exec + "v1beta1, interactiveMode: Often}", "Never, IfAvailable or"),
        Arguments.of(server, "exec: {apiVersion: client.authentication.k8s.io/v1}", "no command"),
        Arguments.of(server, exec + "v1beta1, env: [{value: hush}]}", "without a proper name"),
        Arguments.of(server, "token: [hush]", "token is not a text"));
  }

  @ParameterizedTest
  @MethodSource("wrongEntries")
  void aWrongEntryIsRefusedInOneLineWithoutItsSecrets(String cluster, String user, String words)
      throws IOException {
    Failure failure = refused(new KubeTarget(config(cluster, user), null, null));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).contains(words).doesNotContain("\n").doesNotContain("hush");
  }

  static Stream<Arguments> brokenFiles() {
    return Stream.of(
        Arguments.of("users:\n- name: a\n  user: {token: hush\n", "line 4: broken YAML"),
        Arguments.of("a: 1\n\thush: 2\n", "line 2: broken YAML"),
        Arguments.of("current-context: a\ncurrent-context: hush\n", "line 2: broken YAML"),
        Arguments.of("- hush\n", "is not a kubeconfig"),
        Arguments.of("clusters: [{cluster: {server: hush}}]", "broken entry in clusters"),
        Arguments.of("users: [{name: a, user: hush}]", "broken entry in users"),
        Arguments.of("contexts: []", "has no current context"),
        Arguments.of("current-context: x", "no context 'x'"),
        Arguments.of(
            "current-context: x\ncontexts: [{name: x, context: {user: u}}]", "names no cluster"),
        Arguments.of(
            "current-context: x\ncontexts: [{name: x, context: {cluster: c}}]",
            "names cluster 'c', which is not defined"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsNamedWithItsLineAndNeverQuoted(String text, String words) throws IOException {
    Path file = write("config", text);

    Failure failure = refused(new KubeTarget(file, null, null));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).contains(file.toString(), words).doesNotContain("hush");
    assertThat(failure.getCause()).isNull();
  }

  private static Failure refused(KubeTarget target) {
    return catchThrowableOfType(
        Failure.class, () -> new KubeconfigLoader(List.of()).resolve(target));
  }

  private Path config(String cluster, String user) throws IOException {
    return write(
        "config",
        "current-context: x\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n"
            + "clusters:\n- name: c\n  cluster:\n    "
            + cluster
            + "\nusers:\n- name: u\n  user:\n    "
            + user
            + "\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }
}
