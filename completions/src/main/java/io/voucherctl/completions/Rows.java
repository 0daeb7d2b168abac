package io.voucherctl.completions;

import io.voucherctl.completions.CommandEntry.Operand;
import io.voucherctl.completions.CommandEntry.OptionEntry;
import io.voucherctl.completions.CommandEntry.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The table rows of one command: calls of three small functions that each script defines. */
final class Rows {
  private final String prefix;
  private final UnaryOperator<String> quote;
  private final boolean described;

  /**
   * @param quote the shell's quoting of one word
   * @param described whether the shell shows descriptions; rows of the others leave them out
   */
  Rows(CompletionModel model, UnaryOperator<String> quote, boolean described) {
    this.prefix = "      __" + Template.identifier(model.program()) + "_";
    this.quote = quote;
    this.described = described;
  }

  String of(CommandEntry command) {
    StringBuilder rows = new StringBuilder();
    Stream.of(
            command.subcommands().stream().map(this::subcommand),
            command.options().stream().map(this::option),
            command.operands().stream().map(this::operand))
        .flatMap(lines -> lines)
        .forEach(line -> rows.append(line).append('\n'));
    return rows.toString();
  }

  private String subcommand(Subcommand command) {
    List<String> names = new ArrayList<>();
    names.add(command.name());
    names.addAll(command.aliases());
    return row("sub", List.of(String.join(" ", names)), command.header(), List.of());
  }

  private String option(OptionEntry option) {
    List<String> facts =
        List.of(
            String.join(" ", option.names()),
            Integer.toString(option.minValues()),
            Integer.toString(option.maxValues()),
            option.repeatable() ? "again" : "once");
    return row("opt", facts, option.description(), words(option.value()));
  }

  private String operand(Operand operand) {
    List<String> facts =
        List.of(Integer.toString(operand.first()), Integer.toString(operand.last()));
    return row("arg", facts, operand.description(), words(operand.value()));
  }

  private String row(String name, List<String> facts, String text, List<String> value) {
    List<String> words = new ArrayList<>(facts);
    if (described) {
      words.add(text);
    }
    words.addAll(value);
    StringBuilder row = new StringBuilder(prefix).append(name);
    words.forEach(word -> row.append(' ').append(quote.apply(word)));
    return row.toString();
  }

  private static List<String> words(Value value) {
    return switch (value) {
      case Value.None _ -> List.of("none");
      case Value.Text _ -> List.of("text");
      case Value.File _ -> List.of("file");
      case Value.Directory _ -> List.of("directory");
      case Value.Dynamic(String kind) -> List.of("call", kind);
      case Value.Words(List<String> words) ->
          Stream.concat(Stream.of("words"), words.stream()).toList();
    };
  }
}
