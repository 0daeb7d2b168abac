package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigLoaderTest {
  private static final String TWO_CLUSTERS =
      """
      apiVersion: v1
      kind: Config
      current-context: staging
      clusters:
      - name: prod-cluster
        cluster: {server: "https://prod.example:6443"}
      - name: staging-cluster
        cluster: {server: "https://staging.example:6443"}
      contexts:
      - name: prod
        context: {cluster: prod-cluster, user: sre, namespace: vouchers}
      - name: staging
        context: {cluster: staging-cluster, user: sre}
      users:
      - name: sre
        user: {token: s3cret}
      """;

  @TempDir Path home;

  @Test
  void anUnknownContextIsRefusedWithTheKnownOnes() throws IOException {
    Path file = write("config", TWO_CLUSTERS);

    Failure failure = refused(new KubeTarget(file, "prd", null));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).isEqualTo("no context 'prd' in " + file);
    assertThat(failure.hint()).isEqualTo("known contexts: prod, staging");
  }

  @Test
  void aCurrentContextInTheDefaultFilesNamesNoCluster() throws IOException {
    Path file = write("config", TWO_CLUSTERS);
    KubeconfigLoader loader = new KubeconfigLoader(List.of(file));

    Failure failure = refused(loader, new KubeTarget(null, null, null));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).isEqualTo("no cluster was named");
    assertThat(failure.hint()).contains("--context NAME", "prod, staging");
  }

  @Test
  void aContextIsLookedUpInTheDefaultFiles() throws IOException {
    KubeconfigLoader loader =
        new KubeconfigLoader(List.of(home.resolve("absent"), write("config", TWO_CLUSTERS)));

    KubeConnection found = loader.resolve(new KubeTarget(null, "prod", null));

    assertThat(found.server().url()).isEqualTo(URI.create("https://prod.example:6443"));
    assertThat(found.namespace()).isEqualTo("vouchers");
    assertThat(found.user().token()).isEqualTo("s3cret");
    assertThat(found.toString()).doesNotContain("s3cret");
  }

  @Test
  void aNamedFileIsEnoughAndItsCurrentContextCounts() throws IOException {
    KubeConnection found = resolve(write("config", TWO_CLUSTERS));

    assertThat(found.context()).isEqualTo("staging");
    assertThat(found.namespace()).isEqualTo("default");
  }

  @Test
  void theNamespaceOfTheCommandLineWins() throws IOException {
    Path file = write("config", TWO_CLUSTERS);

    KubeConnection found =
        new KubeconfigLoader(List.of()).resolve(new KubeTarget(file, "prod", "other"));

    assertThat(found.namespace()).isEqualTo("other");
  }

  @Test
  void whatIsNoNamespaceIsRefused() throws IOException {
    Path file = write("config", TWO_CLUSTERS);

    assertThat(refused(new KubeTarget(file, "prod", "a/../b")).line())
        .isEqualTo("'a/../b' is not a namespace");
  }

  @Test
  void aNamedFileHidesTheDefaultOnes() throws IOException {
    KubeconfigLoader loader = new KubeconfigLoader(List.of(write("config", TWO_CLUSTERS)));
    Path empty = write("empty", "");

    Failure failure = refused(loader, new KubeTarget(empty, "prod", null));

    assertThat(failure.line()).isEqualTo("no context 'prod' in " + empty);
    assertThat(failure.hint()).isEqualTo("no kubeconfig defines a context");
  }

  @Test
  void entriesOfSeveralFilesAreMergedAndTheFirstDefinitionWins() throws IOException {
    Path first =
        write(
            "a",
            "contexts: [{name: prod, context: {cluster: prod-cluster, user: sre, namespace: a}}]");
    Path second = write("b", TWO_CLUSTERS);

    KubeConnection found =
        new KubeconfigLoader(List.of(first, second)).resolve(new KubeTarget(null, "prod", null));

    assertThat(found.namespace()).isEqualTo("a");
    assertThat(found.server().url().getHost()).isEqualTo("prod.example");
  }

  @Test
  void theSearchPathIsTheVariableOrTheHomeDirectory() {
    assertThat(KubeconfigLoader.defaultFiles(null, home))
        .containsExactly(home.resolve(".kube/config"));
    assertThat(KubeconfigLoader.defaultFiles("/a" + File.pathSeparator + "/b", home))
        .containsExactly(Path.of("/a"), Path.of("/b"));
  }

  @Test
  void relativeFilesStartAtTheKubeconfigAndInlineDataWins() throws IOException {
    write("ca.pem", "FILE CA");
    write("client.pem", "FILE CERT");
    write("client.key", "FILE KEY");
    KubeConnection found =
        resolve(
            config(
                "server: https://h:1\n    certificate-authority: ca.pem",
                "{client-certificate: client.pem, client-key: client.key,"
                    + " client-certificate-data: SU5MSU5F, tokenFile: token}"));

    assertThat(found.server().certificateAuthority()).isEqualTo("FILE CA");
    assertThat(found.user().certificate())
        .isEqualTo(new KubeUser.ClientCertificate("INLINE", "FILE KEY"));
    assertThat(found.user().tokenFile()).isEqualTo(home.toAbsolutePath().resolve("token"));
  }

  @Test
  void serverNameProxyAndImpersonationAreRead() throws IOException {
    KubeConnection found =
        resolve(
            config(
                "{server: 'https://h:1', tls-server-name: api.internal,"
                    + " proxy-url: 'socks5://proxy.example'}",
                "{as: alice, as-uid: '42', as-groups: [ops, dev],"
                    + " as-user-extra: {reason: [drill]}}"));

    assertThat(found.server().tlsServerName()).isEqualTo("api.internal");
    assertThat(found.server().proxy()).isEqualTo(URI.create("socks5://proxy.example:1080"));
    assertThat(found.user().impersonation())
        .isEqualTo(
            new KubeUser.Impersonation(
                "alice", "42", List.of("ops", "dev"), Map.of("reason", List.of("drill"))));
  }

  @Test
  void anExecBlockIsRead() throws IOException {
    KubeConnection found =
        resolve(
            config(
                "server: https://h:1",
                """
                exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: bin/login
                      args: [--cluster, prod]
                      env: [{name: PROFILE, value: ops}]
                      interactiveMode: IfAvailable
                      provideClusterInfo: true
                      installHint: brew install login
                """));

    assertThat(found.user().exec())
        .isEqualTo(
            new ExecPlugin(
                "client.authentication.k8s.io/v1",
                home.toAbsolutePath().resolve("bin/login").toString(),
                List.of("--cluster", "prod"),
                Map.of("PROFILE", "ops"),
                "brew install login",
                true,
                ExecPlugin.Interaction.IF_AVAILABLE));
  }

  @Test
  void aNamedFileThatIsNotThereIsRefused() {
    Failure failure = refused(new KubeTarget(home.resolve("gone"), null, null));

    assertThat(failure.line()).isEqualTo("cannot read kubeconfig " + home.resolve("gone"));
  }

  @Test
  void aContextWithoutUserIsAnonymous() throws IOException {
    Path file =
        write(
            "config",
            """
            current-context: x
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
            contexts: [{name: x, context: {cluster: c}}]
            """);

    assertThat(resolve(file).user()).isEqualTo(KubeUser.ANONYMOUS);
  }

  private KubeConnection resolve(Path file) {
    return new KubeconfigLoader(List.of()).resolve(new KubeTarget(file, null, null));
  }

  private Failure refused(KubeTarget target) {
    return refused(new KubeconfigLoader(List.of()), target);
  }

  private static Failure refused(KubeconfigLoader loader, KubeTarget target) {
    return catchThrowableOfType(Failure.class, () -> loader.resolve(target));
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
