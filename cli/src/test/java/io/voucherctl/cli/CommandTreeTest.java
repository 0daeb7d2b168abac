package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What holds for every command; {@code -Dgolden.update=true} writes the help texts anew. */
class CommandTreeTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "help");

  private final CommandLine root = TestCli.make().commandLine();

  @TestFactory
  Stream<DynamicTest> everyLeafHasTheOutputOptions() {
    return all(root)
        .filter(command -> command.getSubcommands().isEmpty())
        .filter(command -> !TestCli.writesNoResult(command))
        .map(command ->
            DynamicTest.dynamicTest(
                name(command),
                () ->
                    assertThat(command.getCommandSpec().mixins().values())
                        .anyMatch(mixin -> mixin.userObject() instanceof OutputOptions)));
  }

  @TestFactory
  Stream<DynamicTest> everyCommandSaysWhatItDoesInOneLine() {
    return all(root)
        .map(command ->
            DynamicTest.dynamicTest(
                name(command),
                () ->
                    assertThat(command.getCommandSpec().usageMessage().header())
                        .hasSize(1)
                        .allSatisfy(line -> assertThat(line).endsWith(".").hasSizeLessThan(90))));
  }

  @TestFactory
  Stream<DynamicTest> everyHelpTextIsAsItWasAgreed() {
    return all(root)
        .map(command ->
            DynamicTest.dynamicTest(
                name(command),
                () -> assertGolden(name(command), command.getUsageMessage(Ansi.OFF))));
  }

  @Test
  void theExitCodesTopicNamesEveryCode() {
    StringWriter out = new StringWriter();
    root.setOut(new PrintWriter(out, true));

    assertThat(root.execute("help", "exit-codes")).isZero();

    for (ExitCode code : ExitCode.values()) {
      assertThat(out.toString()).contains(" " + code.number() + " ").contains(code.meaning());
    }
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name.replace(' ', '-') + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(file).as("run the tests with -Dgolden.update=true once").exists();
    assertThat(text).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName(" ");
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().distinct().flatMap(CommandTreeTest::all));
  }
}
