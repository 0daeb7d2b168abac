package io.voucherctl.completions;

/** bash: no descriptions, and nothing beyond bash itself (no bash-completion package). */
final class BashScript {
  private BashScript() {}

  static String of(CompletionModel model) {
    Rows rows = new Rows(model, Template::posixQuoted, false);
    StringBuilder table = new StringBuilder();
    for (CommandEntry command : model.commands()) {
      String path = Template.posixQuoted(String.join(" ", command.path()));
      String body = rows.of(command);
      table.append("    ").append(path).append(")\n").append(body).append("      ;;\n");
    }
    return new Template("completion.bash").fill(model, table);
  }
}
