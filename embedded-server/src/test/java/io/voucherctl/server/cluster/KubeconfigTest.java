package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  private static final URI SERVER = URI.create("http://127.0.0.1:16443");

  @TempDir private Path dir;

  @Test
  void isReadBackByTheClient() throws Exception {
    Path file = dir.resolve("kubeconfig");
    Kubeconfig.write(file, SERVER, "a: 'b\" #c", "voucherctl", "prod");
    Config config = Config.fromKubeconfig(Files.readString(file));
    assertThat(config.getMasterUrl()).isEqualTo("http://127.0.0.1:16443/");
    assertThat(config.getAutoOAuthToken()).isEqualTo("a: 'b\" #c");
    assertThat(config.getNamespace()).isEqualTo("prod");
    assertThat(config.getCurrentContext().getName()).isEqualTo("voucherctl");
  }

  @Test
  void isForItsOwnerOnlyAndReplacesWhatWasThere() throws Exception {
    Path file = Files.writeString(dir.resolve("kubeconfig"), "an older one");
    Kubeconfig.write(file, SERVER, "token", "voucherctl", "default");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains("token").doesNotContain("older");
    assertThat(dir).isDirectoryContaining(path -> path.equals(file));
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leavesNothingBehindWhenItCannotBeWritten() throws Exception {
    Path occupied = Files.createDirectories(dir.resolve("kubeconfig/inside")).getParent();
    assertThatThrownBy(() -> Kubeconfig.write(occupied, SERVER, "t", "c", "n"))
        .isInstanceOf(IOException.class);
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(occupied);
    }
  }
}
