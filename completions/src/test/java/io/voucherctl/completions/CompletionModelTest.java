package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.completions.CommandEntry.Operand;
import io.voucherctl.completions.CommandEntry.OptionEntry;
import io.voucherctl.completions.CommandEntry.Subcommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class CompletionModelTest {
  private final CompletionModel model = SampleTree.model();

  @Test
  void everyVisibleCommandIsThereDepthFirst() {
    assertThat(model.program()).isEqualTo("voucherctl");
    assertThat(model.commands().stream().map(command -> String.join(" ", command.path())))
        .containsExactly(
            "voucherctl",
            "voucherctl quota",
            "voucherctl quota list",
            "voucherctl quota set",
            "voucherctl quota unset",
            "voucherctl pods",
            "voucherctl pods restarts",
            "voucherctl load",
            "voucherctl nasty",
            "voucherctl help",
            "voucherctl completion");
  }

  @Test
  void aSubcommandHasItsAliasesAndTheFirstLineOfItsHeader() {
    assertThat(command("voucherctl", "quota").subcommands())
        .containsExactly(
            new Subcommand("list", List.of("ls", "show"), "Show every tenant's quota."),
            new Subcommand("set", List.of(), "Change one tenant's quota."),
            new Subcommand("unset", List.of(), "Back to the default quota."));
  }

  @Test
  void aDefaultIsNeverPartOfADescription() {
    assertThat(option("--output", "voucherctl", "quota", "list"))
        .isEqualTo(
            new OptionEntry(
                List.of("-o", "--output"),
                1,
                1,
                false,
                new Value.Words(List.of("table", "json", "yaml")),
                "How to write it: table, json, yaml."));
    assertThat(option("--dry-run", "voucherctl", "quota", "set").description())
        .isEqualTo("Write nothing.");
  }

  @Test
  void aNegatableOptionHasBothNames() {
    assertThat(option("--color", "voucherctl", "quota", "list").names())
        .containsExactly("--color", "--no-color");
  }

  @Test
  void inheritedOptionsAreThereAndHiddenOnesAreNot() {
    assertThat(command("voucherctl", "quota", "set").options())
        .flatExtracting(OptionEntry::names)
        .contains("--context", "--help")
        .doesNotContain("--internal");
  }

  @Test
  void listsAndCountedFlagsMayBeRepeated() {
    assertThat(option("--label", "voucherctl", "quota", "set").repeatable()).isTrue();
    assertThat(option("-v", "voucherctl", "load").repeatable()).isTrue();
    assertThat(option("--rate", "voucherctl", "quota", "set").repeatable()).isFalse();
  }

  @Test
  void pathsAndFilesAreFilesUnlessTheirLabelSaysDirectory() {
    assertThat(option("--from", "voucherctl", "pods", "restarts").value())
        .isEqualTo(new Value.File());
    assertThat(option("--with", "voucherctl", "pods", "restarts").value())
        .isEqualTo(new Value.File());
    assertThat(option("--logs", "voucherctl", "pods", "restarts").value())
        .isEqualTo(new Value.Directory());
  }

  @Test
  void aLabelMakesAValueDynamic() {
    assertThat(command("voucherctl", "quota", "unset").operands())
        .containsExactly(
            new Operand(0, OptionEntry.UNBOUNDED, new Value.Dynamic("tenants"), "Whose quotas."));
    OptionEntry tenant = option("--tenant", "voucherctl", "load");
    assertThat(tenant.value()).isEqualTo(new Value.Dynamic("tenant-rates"));
    assertThat(tenant.maxValues()).isEqualTo(OptionEntry.UNBOUNDED);
  }

  @Test
  void helpTakesTheNamesOfItsSistersAndItsTopics() {
    assertThat(command("voucherctl", "help").operands())
        .extracting(Operand::value)
        .containsExactly(
            new Value.Words(
                List.of("quota", "pods", "load", "nasty", "help", "completion", "exit-codes")));
  }

  @Test
  void markupEscapesAndControlCharactersAreGone() {
    assertThat(command("voucherctl").subcommands().get(3).header())
        .isEqualTo("It's \"100%\" of `id`, $HOME, $(id) [brackets]: colon; back\\slash x.");
    assertThat(option("--esc", "voucherctl", "nasty").description()).isEqualTo("red tab");
  }

  @Test
  void aProgramOfOneCommandHasOneEntry() {
    OptionSpec optional = OptionSpec.builder("--optional").arity("0..1").type(String.class).build();
    CommandSpec root = CommandSpec.create().name("one").addOption(optional);
    CompletionModel one = CompletionModel.of(root, Map.of());
    assertThat(one)
        .isEqualTo(
            new CompletionModel(
                "one",
                List.of(
                    new CommandEntry(
                        List.of("one"),
                        List.of(),
                        List.of(
                            new OptionEntry(
                                List.of("--optional"), 0, 1, false, new Value.Text(), "")),
                        List.of()))));
  }

  private CommandEntry command(String... path) {
    return model.commands().stream()
        .filter(command -> command.path().equals(List.of(path)))
        .findFirst()
        .orElseThrow();
  }

  private OptionEntry option(String name, String... path) {
    return command(path).options().stream()
        .filter(option -> option.names().contains(name))
        .findFirst()
        .orElseThrow();
  }
}
