package io.voucherctl.completions;

/** zsh: the same table as bash with the descriptions in it. */
final class ZshScript {
  private ZshScript() {}

  static String of(CompletionModel model) {
    Rows rows = new Rows(model, Template::posixQuoted, true);
    StringBuilder table = new StringBuilder();
    for (CommandEntry command : model.commands()) {
      String path = Template.posixQuoted(String.join(" ", command.path()));
      String body = rows.of(command);
      table.append("    ").append(path).append(")\n").append(body).append("      ;;\n");
    }
    return new Template("completion.zsh").fill(model, table);
  }
}
