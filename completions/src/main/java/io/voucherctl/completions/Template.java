package io.voucherctl.completions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/** The part of a script that is the same for every command tree, kept as a file beside this. */
final class Template {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=-]+");
  private static final Pattern NOT_IN_IDENTIFIER = Pattern.compile("[^A-Za-z0-9_]");

  private final String text;

  Template(String resource) {
    this.text = read(resource);
  }

  String fill(CompletionModel model, CharSequence rows) {
    return text.replace("{{program}}", posixQuoted(model.program()))
        .replace("{{id}}", identifier(model.program()))
        .replace("{{rows}}", rows);
  }

  /** The program's name as it may stand in the name of a function. */
  static String identifier(String program) {
    return NOT_IN_IDENTIFIER.matcher(program).replaceAll("_");
  }

  static boolean isPlain(String word) {
    return PLAIN.matcher(word).matches();
  }

  /** One word for bash, zsh and every other shell whose single quotes know no escape. */
  static String posixQuoted(String word) {
    return isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
