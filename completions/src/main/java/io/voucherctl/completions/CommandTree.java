package io.voucherctl.completions;

import io.voucherctl.completions.CommandEntry.Operand;
import io.voucherctl.completions.CommandEntry.OptionEntry;
import io.voucherctl.completions.CommandEntry.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;

/** Reads picocli's command tree into entries. */
final class CommandTree {
  private final Values values;

  CommandTree(Values values) {
    this.values = values;
  }

  List<CommandEntry> read(CommandSpec root) {
    List<CommandEntry> entries = new ArrayList<>();
    add(root, List.of(root.name()), entries);
    return entries;
  }

  private void add(CommandSpec command, List<String> path, List<CommandEntry> entries) {
    List<CommandSpec> children = visibleChildren(command);
    entries.add(
        new CommandEntry(
            path,
            children.stream().map(child -> subcommand(command, child)).toList(),
            options(command),
            operands(command)));
    for (CommandSpec child : children) {
      List<String> childPath = new ArrayList<>(path);
      childPath.add(subcommand(command, child).name());
      add(child, childPath, entries);
    }
  }

  private static List<CommandSpec> visibleChildren(CommandSpec command) {
    return command.subcommands().values().stream()
        .distinct()
        .map(CommandLine::getCommandSpec)
        .filter(child -> !child.usageMessage().hidden())
        .toList();
  }

  /** The parent may know a command under another name than the command itself does. */
  private static Subcommand subcommand(CommandSpec parent, CommandSpec child) {
    List<String> names =
        parent.subcommands().entrySet().stream()
            .filter(entry -> entry.getValue().getCommandSpec().equals(child))
            .map(Map.Entry::getKey)
            .toList();
    return new Subcommand(
        names.getFirst(), names.subList(1, names.size()), PlainText.header(child));
  }

  private List<OptionEntry> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(option -> option(command, option))
        .toList();
  }

  private OptionEntry option(CommandSpec command, OptionSpec option) {
    boolean flag = option.arity().max() == 0;
    return new OptionEntry(
        names(command, option),
        option.arity().min(),
        bounded(option.arity()),
        option.isMultiValue(),
        flag ? new Value.None() : values.of(option),
        PlainText.description(option, option.toBuilder().description()));
  }

  /** From the parser's own maps, because {@code names()} spells a negatable {@code --[no-]x}. */
  private static List<String> names(CommandSpec command, OptionSpec option) {
    return Stream.of(command.optionsMap(), command.negatedOptionsMap())
        .flatMap(names -> names.entrySet().stream())
        .filter(entry -> entry.getValue().equals(option))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Operand> operands(CommandSpec command) {
    if (command.helpCommand()) {
      return List.of(topics(command));
    }
    return command.positionalParameters().stream()
        .filter(operand -> !operand.hidden())
        .map(this::operand)
        .toList();
  }

  private Operand operand(PositionalParamSpec operand) {
    return new Operand(
        operand.index().min(),
        bounded(operand.index()),
        values.of(operand),
        PlainText.description(operand, operand.toBuilder().description()));
  }

  /** {@code help} takes the name of a sister command, beside the topics that it declares. */
  private static Operand topics(CommandSpec help) {
    List<String> names = new ArrayList<>();
    CommandSpec parent = help.parent();
    if (parent != null) {
      visibleChildren(parent).forEach(child -> names.add(subcommand(parent, child).name()));
    }
    help.positionalParameters().forEach(topic -> names.addAll(Values.words(topic)));
    return new Operand(0, 0, new Value.Words(names), "Command or topic to explain.");
  }

  private static int bounded(Range range) {
    return range.isVariable() ? OptionEntry.UNBOUNDED : range.max();
  }
}
