package io.voucherctl.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.console.Documents;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.View;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Compares text with files under {@code golden/}. With {@code -Dgolden.update=true}, started in the
 * module's folder, it writes them instead.
 */
public final class Golden {
  private Golden() {}

  /** A result's three forms: on a terminal, in a pipe, as JSON. */
  public static <T> void check(String name, T result, View<T> view) throws IOException {
    check(name + ".tty.txt", text(result, view, true));
    check(name + ".pipe.txt", text(result, view, false));
    check(name + ".json", Documents.json(result) + "\n");
  }

  public static void check(String file, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Path path = Path.of("src/test/resources/golden").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, actual);
      return;
    }
    try (InputStream expected = Golden.class.getResourceAsStream("/golden/" + file)) {
      assertThat(expected).as("golden file %s", file).isNotNull();
      assertThat(actual).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static <T> String text(T result, View<T> view, boolean terminal) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    view.show(result, new Page(out, terminal, terminal, Instant.EPOCH));
    out.flush();
    return text.toString();
  }
}
