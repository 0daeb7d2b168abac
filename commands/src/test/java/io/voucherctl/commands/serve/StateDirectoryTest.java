package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir Path folder;

  @Test
  void aTemporaryOneIsPrivateAndGoesWithAllThatIsInIt() throws Exception {
    Path path;
    try (StateDirectory state = StateDirectory.open(null)) {
      path = state.path();
      assertThat(mode(path)).isEqualTo("rwx------");
      Files.writeString(Files.createDirectories(path.resolve("pods/gateway-1")).resolve("0"), "x");
      Files.createSymbolicLink(path.resolve("link"), folder);
    }
    assertThat(path).doesNotExist();
    assertThat(folder).exists();
  }

  @Test
  void aNamedOneIsMadePrivatelyAndStaysWithoutItsLock() throws Exception {
    Path named = folder.resolve("a/region");
    try (StateDirectory state = StateDirectory.open(named)) {
      assertThat(state.path()).isEqualTo(named);
      assertThat(mode(named)).isEqualTo("rwx------");
      Files.writeString(named.resolve("kubeconfig"), "x");
    }
    assertThat(named.resolve("kubeconfig")).hasContent("x");
    assertThat(named).isDirectoryNotContaining("glob:**/lock");
  }

  @Test
  void aSecondUserIsRefusedWhileTheFirstIsThere() {
    try (StateDirectory _ = StateDirectory.open(folder)) {
      assertThatThrownBy(() -> StateDirectory.open(folder))
          .isInstanceOfSatisfying(
              Failure.BadInput.class,
              failure -> {
                assertThat(failure.line()).isEqualTo(folder + " is in use by another voucherctl");
                assertThat(failure.hint()).isEqualTo("give this one a directory of its own");
              });
    }
    StateDirectory.open(folder).close();
  }

  @Test
  void aRelativeNameIsMadeAbsolute() {
    Path relative = Path.of("").toAbsolutePath().relativize(folder);
    try (StateDirectory state = StateDirectory.open(relative)) {
      assertThat(state.path()).isAbsolute();
      assertThat(Files.exists(folder.resolve("lock"))).isTrue();
    }
  }

  @Test
  void aFileIsNoStateDirectory() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    assertThatThrownBy(() -> StateDirectory.open(file))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageStartingWith("cannot work in " + file);
    assertThat(file).hasContent("precious");
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
