package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

class SettingsTest {
  private static final OptionSpec CONTEXT =
      OptionSpec.builder("--context").type(String.class).build();

  @TempDir private Path home;

  @Test
  void theEnvironmentBeatsTheFile() throws IOException {
    file("context: from-file\n");

    assertThat(settings(Map.of()).defaultValue(CONTEXT)).isEqualTo("from-file");
    assertThat(settings(Map.of("VOUCHERCTL_CONTEXT", "from-env")).defaultValue(CONTEXT))
        .isEqualTo("from-env");
  }

  @Test
  void withoutEitherThereIsNoDefault() {
    assertThat(settings(Map.of()).defaultValue(CONTEXT)).isNull();
  }

  @Test
  void whatChangesSomethingNeverComesFromOutside() {
    OptionSpec rate = OptionSpec.builder("--rate").type(String.class).build();

    assertThat(settings(Map.of("VOUCHERCTL_RATE", "1/s")).defaultValue(rate)).isNull();
  }

  @Test
  void anUnknownSettingIsRefused() throws IOException {
    file("contxt: prod\n");

    assertThatThrownBy(() -> settings(Map.of()).defaultValue(CONTEXT))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("unknown setting 'contxt'");
  }

  @Test
  void aBrokenFileIsRefusedWithItsLine() throws IOException {
    file("context: prod\nnamespace: [\n");

    assertThatThrownBy(() -> settings(Map.of()).defaultValue(CONTEXT))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("settings.yaml:");
  }

  @Test
  void theConfigHomeOfTheDesktopIsHonoured() throws IOException {
    Path other = Files.createDirectories(home.resolve("other/voucherctl"));
    Files.writeString(other.resolve("settings.yaml"), "context: elsewhere\n");
    Map<String, String> environment = Map.of("XDG_CONFIG_HOME", home.resolve("other").toString());

    assertThat(settings(environment).defaultValue(CONTEXT)).isEqualTo("elsewhere");
  }

  private Settings settings(Map<String, String> environment) {
    return new Settings(environment, home);
  }

  private void file(String text) throws IOException {
    Path directory = Files.createDirectories(home.resolve(".config/voucherctl"));
    Files.writeString(directory.resolve("settings.yaml"), text);
  }
}
