package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Run with {@code -Dgolden.update=true} to write the files anew. */
class GoldenScriptsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @EnumSource(Shell.class)
  void theScriptIsTheOneThatWasLastRead(Shell shell) throws IOException {
    Path golden = FOLDER.resolve("voucherctl." + shell);
    String script = shell.script(SampleTree.model());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, script);
    }
    assertThat(script).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void twoReadingsOfTheTreeGiveTheSameBytes(Shell shell) {
    assertThat(shell.script(SampleTree.model())).isEqualTo(shell.script(SampleTree.model()));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void theScriptHasNoControlCharactersAndNoPathsOfThisMachine(Shell shell) {
    String script = shell.script(SampleTree.model());
    assertThat(script.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    assertThat(script)
        .doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home") + "/");
    assertThat(script).doesNotContain("{{", "${DEFAULT", "--internal", "secret");
  }
}
