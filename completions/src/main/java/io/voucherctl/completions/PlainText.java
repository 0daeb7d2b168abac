package io.voucherctl.completions;

import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Turns picocli's help texts into one line without markup, variables or control characters. */
final class PlainText {
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\s]+");
  private static final Pattern BRACKETED_VARIABLE =
      Pattern.compile("\\s*\\([^()]*\\$\\{[^}]*}[^()]*\\)");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;])\\s+");

  private PlainText() {}

  /**
   * The first line of a description. Default values come from settings and home directories, which
   * a script must not depend on, so the variables are not resolved but left out with their
   * sentence.
   */
  static String description(ArgSpec arg, String[] raw) {
    if (raw.length == 0) {
      return "";
    }
    String text = raw[0].replace("${COMPLETION-CANDIDATES}", String.join(", ", Values.words(arg)));
    return firstLine(withoutVariables(text));
  }

  static String header(CommandSpec command) {
    String[] header = command.usageMessage().header();
    String[] text = header.length > 0 ? header : command.usageMessage().description();
    return text.length == 0 ? "" : firstLine(text[0]);
  }

  static String oneLine(String text) {
    return CONTROLS.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  private static String firstLine(String text) {
    String plain = Ansi.OFF.string(text.replace("%n", "\n").replace("%%", "%"));
    return oneLine(plain.strip().lines().findFirst().orElse(""));
  }

  private static String withoutVariables(String text) {
    if (!text.contains("${")) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    for (String sentence :
        SENTENCE_END.split(BRACKETED_VARIABLE.matcher(text).replaceAll(""), -1)) {
      if (!sentence.contains("${")) {
        kept.append(kept.isEmpty() ? "" : " ").append(sentence);
      }
    }
    return kept.toString();
  }
}
