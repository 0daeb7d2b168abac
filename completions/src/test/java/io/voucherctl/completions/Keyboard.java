package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Types lines into an interactive shell on a pseudo-terminal. Escape-star stands for "put every
 * candidate into the line", so that the shell itself tells what it offers: by calling a function
 * with the words it read from the line.
 */
final class Keyboard {
  static final String ALL_CANDIDATES = "\u001b*";

  /** Defines the function that takes the place of the program on an accepted line. */
  static final String RECORD =
      "voucherctl() { { printf '%s\\n' \"$@\"; echo end-of-words; } >> words; }\n";

  private static final String END = "end-of-words";

  private final Playground playground;
  private final Path words;
  private final String shell;
  private final String setUp;

  Keyboard(Playground playground, String shell, String setUp) {
    this.playground = playground;
    this.words = playground.folder().resolve("words");
    this.shell = shell;
    this.setUp = setUp;
  }

  /** The words of each line after the keys were typed and the line was accepted. */
  List<List<String>> words(List<String> keys) throws Exception {
    type(keys);
    List<List<String>> all = new ArrayList<>(List.of(new ArrayList<>()));
    for (String word : Files.readAllLines(words)) {
      if (word.equals(END)) {
        all.add(new ArrayList<>());
      } else {
        all.getLast().add(word);
      }
    }
    return all.subList(1, all.size() - 1);
  }

  /** All that the terminal showed. */
  String screen(List<String> keys) throws Exception {
    type(keys);
    return playground.shown();
  }

  /** One line at a time: a terminal drops what is typed too far ahead. */
  private void type(List<String> keys) throws Exception {
    Files.writeString(words, "");
    Process process = playground.start("script", "-qec", shell, "/dev/null");
    try (OutputStream keyboard = process.getOutputStream()) {
      enter(process, keyboard, setUp + RECORD + "voucherctl", 1);
      for (int line = 0; line < keys.size(); line++) {
        enter(process, keyboard, keys.get(line), line + 2);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void enter(Process process, OutputStream keyboard, String line, int records)
      throws Exception {
    keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
    long giveUp = System.nanoTime() + Playground.PATIENCE.toNanos();
    while (Collections.frequency(Files.readAllLines(words), END) < records) {
      boolean alive = !process.waitFor(2, TimeUnit.MILLISECONDS);
      assertThat(alive && System.nanoTime() < giveUp)
          .as("[%s] is accepted; the terminal shows%n%s", line, playground.shown())
          .isTrue();
    }
  }

  /** The candidates that came into each line in place of its last, unfinished word. */
  List<List<String>> offered(List<String> lines) throws Exception {
    List<List<String>> all = words(lines.stream().map(line -> line + ALL_CANDIDATES).toList());
    List<List<String>> offered = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String[] typed = lines.get(i).split(" ", -1);
      List<String> added = all.get(i).subList(typed.length - 2, all.get(i).size());
      String unfinished = typed[typed.length - 1];
      offered.add(added.equals(List.of(unfinished)) ? List.of() : bare(unfinished, added));
    }
    return offered;
  }

  /** Without the option before the {@code =} and the slash after a directory. */
  static List<String> bare(String unfinished, List<String> candidates) {
    String option =
        unfinished.startsWith("-") ? unfinished.substring(0, unfinished.indexOf('=') + 1) : "";
    return candidates.stream()
        .filter(word -> !word.isEmpty())
        .map(word -> word.startsWith(option) ? word.substring(option.length()) : word)
        .map(word -> word.endsWith("/") ? word.substring(0, word.length() - 1) : word)
        .toList();
  }
}
