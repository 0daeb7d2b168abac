package io.voucherctl.commands.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The terminal on standard input, by way of stty: key by key, without an echo. Signals stay what
 * they are. Where standard input is no terminal, or belongs to another job, there are no keys.
 */
public final class SttyScreen implements Screen {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");
  private static final int FEWEST_COLUMNS = 20;
  private static final int FEWEST_ROWS = 5;

  private static final Pattern GROUPS = Pattern.compile("\\s*(\\d+)\\s+(\\d+)\\s*");

  /** No answer of stty takes this long. */
  private static final long LONGEST_MILLIS = 1_000;

  private final InputStream in;
  private final Size fallback;

  /** How the terminal was; null when it is that way now. */
  private final AtomicReference<@Nullable String> before;

  private SttyScreen(InputStream in, Size fallback, @Nullable String before) {
    this.in = in;
    this.fallback = fallback;
    this.before = new AtomicReference<>(before);
  }

  /**
   * Takes the terminal; whoever does gives it back by {@link #close}.
   *
   * @param in standard input
   * @param fallback the size when the terminal does not tell
   */
  public static SttyScreen open(InputStream in, Size fallback) {
    String before = isForeground() ? run("stty", "-g") : null;
    SttyScreen screen = new SttyScreen(in, fallback, before);
    if (before != null && run("stty", "-icanon", "-echo", "min", "1", "time", "0") == null) {
      screen.close();
    }
    return screen;
  }

  @Override
  public Size size() {
    String text = run("stty", "size");
    Matcher matcher = SIZE.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return fallback;
    }
    int rows = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    return columns < FEWEST_COLUMNS || rows < FEWEST_ROWS ? fallback : new Size(columns, rows);
  }

  @Override
  public boolean hasKeys() {
    return before.get() != null;
  }

  /** Asks whether something is there before it reads: a reading background job is stopped. */
  @Override
  public int key() {
    try {
      return hasKeys() && in.available() > 0 ? in.read() : NO_KEY;
    } catch (IOException _) {
      return NO_KEY;
    }
  }

  @Override
  public void close() {
    String state = before.getAndSet(null);
    if (state != null && isForeground()) {
      run("stty", state);
    }
  }

  /** A background job that changes its terminal is stopped, all of it. */
  private static boolean isForeground() {
    String pid = Long.toString(ProcessHandle.current().pid());
    String groups = run("ps", "-o", "tpgid=", "-o", "pgid=", "-p", pid);
    Matcher matcher = GROUPS.matcher(groups == null ? "" : groups);
    return matcher.matches() && matcher.group(1).equals(matcher.group(2));
  }

  /** What a command prints that is given our standard input, or null when it fails. */
  private static @Nullable String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return null;
      }
      byte[] said = process.getInputStream().readAllBytes();
      return process.exitValue() == 0 ? new String(said, StandardCharsets.US_ASCII).strip() : null;
    } catch (IOException _) {
      return null;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
