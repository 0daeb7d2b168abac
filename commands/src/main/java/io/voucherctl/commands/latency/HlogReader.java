package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HdrHistogram interval log line by line, in constant memory. The library's own reader
 * stops at a broken line as if the file ended there; this one says so. Whatever is wrong with the
 * file is a {@link Failure.BadInput}. One thread; whoever opened it closes it.
 */
public final class HlogReader implements AutoCloseable {
  /** The longest line that is looked at; a full histogram of ours encodes to about 60 kB. */
  private static final int MAX_LINE = 16 << 20;

  private static final int TAGGED_FIELDS = 5;

  private static final double LONGEST_SECONDS = 1e10;
  private static final double YEAR_SECONDS = 365 * 24 * 3600.0;

  private final Path path;
  private final BufferedReader lines;
  private long number;
  private double startSeconds;
  private double baseSeconds;
  private boolean hasBase;

  private HlogReader(Path path, BufferedReader lines) {
    this.path = path;
    this.lines = lines;
  }

  public static HlogReader open(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new Failure.BadInput(path + " is not a file");
    }
    try {
      return new HlogReader(
          path,
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8), 1 << 14));
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read " + path + ": " + reason(e));
    }
  }

  /** The next interval in the order of the file, or null at its end. */
  public @Nullable HlogLine next() {
    try {
      for (String line = line(); !line.isEmpty(); line = line()) {
        number++;
        HlogLine read = read(line.strip());
        if (read != null) {
          return read;
        }
      }
      return null;
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read " + path + ": " + reason(e));
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new Failure.Broken("cannot close " + path + ": " + reason(e), null, e);
    }
  }

  /** What is wrong with a file, without repeating its name. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private @Nullable HlogLine read(String line) {
    try {
      if (line.startsWith("#")) {
        comment(line);
        return null;
      }
      return line.isEmpty() || line.startsWith("\"StartTimestamp\"") ? null : interval(line);
    } catch (DataFormatException | RuntimeException e) {
      throw new Failure.BadInput(
          path + " is not a whole histogram log: line " + number + " is broken");
    }
  }

  private void comment(String line) {
    if (line.startsWith("#[BaseTime:")) {
      baseSeconds = seconds(line.substring("#[BaseTime:".length()).strip().split(" ", 2)[0]);
      hasBase = true;
    } else if (line.startsWith("#[StartTime:")) {
      startSeconds = seconds(line.substring("#[StartTime:".length()).strip().split(" ", 2)[0]);
    }
  }

  private HlogLine interval(String line) throws DataFormatException {
    String[] fields = line.split(",", -1);
    boolean tagged = fields.length == TAGGED_FIELDS && fields[0].startsWith("Tag=");
    if (!tagged && fields.length != TAGGED_FIELDS - 1) {
      throw new IllegalArgumentException("not the fields of an interval");
    }
    int first = tagged ? 1 : 0;
    double from = base(seconds(fields[first])) + seconds(fields[first]);
    double length = seconds(fields[first + 1]);
    if (length < 0) {
      throw new IllegalArgumentException("an interval that ends before it starts");
    }
    return new HlogLine(
        number,
        SampleKey.ofTag(tagged ? fields[0].substring("Tag=".length()) : ""),
        Math.round(from * 1e3),
        Math.round((from + length) * 1e3),
        HlogPayload.decode(fields[fields.length - 1]));
  }

  /** Without a base time, times long before the start of the log are relative to it. */
  private double base(double seconds) {
    if (hasBase) {
      return baseSeconds;
    }
    return seconds < startSeconds - YEAR_SECONDS ? startSeconds : 0;
  }

  private static double seconds(String text) {
    double seconds = Double.parseDouble(text);
    if (!(Math.abs(seconds) <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException("not a time");
    }
    return seconds;
  }

  /** The next line with its line break, or an empty string at the end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      line.append((char) c);
      if (c == '\n') {
        break;
      }
      if (line.length() > MAX_LINE) {
        throw new IOException("a line longer than any histogram");
      }
    }
    return line.toString();
  }
}
