package io.voucherctl.completions;

/** fish: its own quoting and its own {@code switch}, else the table of the others. */
final class FishScript {
  private FishScript() {}

  static String of(CompletionModel model) {
    Rows rows = new Rows(model, FishScript::quoted, true);
    StringBuilder table = new StringBuilder();
    for (CommandEntry command : model.commands()) {
      String path = quoted(String.join(" ", command.path()));
      table.append("    case ").append(path).append('\n').append(rows.of(command));
    }
    return new Template("completion.fish").fill(model, table);
  }

  /** Inside fish's single quotes a backslash escapes itself and the quote. */
  private static String quoted(String word) {
    return Template.isPlain(word)
        ? word
        : "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
