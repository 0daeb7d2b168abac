package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InClusterTest {
  private static final Map<String, String> POD =
      Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443");

  @TempDir private Path account;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(account.resolve("token"), "t0ken\n");
    Files.writeString(account.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\n");
    Files.writeString(account.resolve("namespace"), "shop");
  }

  @Test
  void aPodsOwnClusterIsReachedByItsServiceAccount() {
    KubeConnection found = InCluster.find(POD, account, null);

    assertThat(found.server().url()).hasToString("https://10.96.0.1:443");
    assertThat(found.server().insecure()).isFalse();
    assertThat(found.server().certificateAuthority()).startsWith("-----BEGIN");
    assertThat(found.user().tokenFile()).isEqualTo(account.resolve("token"));
    assertThat(found.namespace()).isEqualTo("shop");
    assertThat(InCluster.find(POD, account, "other").namespace()).isEqualTo("other");
  }

  @Test
  void anIpv6AddressIsBracketed() {
    Map<String, String> pod =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443");

    assertThat(InCluster.find(pod, account, null).server().url())
        .hasToString("https://[fd00::1]:6443");
  }

  @Test
  void whatIsNoPodHasNoClusterOfItsOwn() throws IOException {
    assertThat(InCluster.find(Map.of(), account, null)).isNull();
    Files.delete(account.resolve("token"));
    assertThat(InCluster.find(POD, account, null)).isNull();
  }

  @Test
  void halfAServiceAccountIsRefusedByName() throws IOException {
    Files.delete(account.resolve("ca.crt"));

    assertThatThrownBy(() -> InCluster.find(POD, account, null))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("ca.crt");
  }

  @Test
  void aNamespaceThatIsNoneIsRefused() {
    assertThatThrownBy(() -> InCluster.find(POD, account, "../kube-system"))
        .hasMessage("'../kube-system' is not a namespace");
  }
}
