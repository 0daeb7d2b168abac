package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Reads an HdrHistogram interval log and merges its histograms by tag. The library's own reader
 * stops at a broken line as if the file ended there; this one says so.
 */
public final class HlogReader {
  /** The longest line that is looked at; a full histogram of ours encodes to about 60 kB. */
  private static final int MAX_LINE = 16 << 20;

  private static final int TAGGED_FIELDS = 5;

  private HlogReader() {}

  /** The report of a log. Whatever is wrong with the file is a {@link Failure.BadInput}. */
  public static LatencyReport read(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new Failure.BadInput(path + " is not a file");
    }
    Map<String, Merged> byTag = new LinkedHashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
      int number = 1;
      for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
        read(path, number++, line.strip(), byTag);
      }
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read " + path + ": " + reason(e));
    }
    if (byTag.isEmpty()) {
      throw new Failure.BadInput(path + " holds no histogram");
    }
    return LatencyReport.of(
        path.toString(),
        byTag.entrySet().stream().map(e -> e.getValue().tenant(e.getKey())).toList());
  }

  /** What is wrong with a file, without repeating its name. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static void read(Path path, int number, String line, Map<String, Merged> byTag) {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("\"StartTimestamp\"")) {
      return;
    }
    try {
      String[] fields = line.split(",", -1);
      boolean tagged = fields.length == TAGGED_FIELDS && fields[0].startsWith("Tag=");
      if (!tagged && fields.length != TAGGED_FIELDS - 1) {
        throw new IllegalArgumentException("not the fields of an interval");
      }
      byte[] encoded = Base64.getDecoder().decode(fields[fields.length - 1]);
      ByteBuffer whole = ByteBuffer.wrap(encoded);
      // Decoding alone would take a shortened histogram for one with fewer values.
      if (whole.getInt(Integer.BYTES) != encoded.length - 2 * Integer.BYTES) {
        throw new IllegalArgumentException("not all of the histogram");
      }
      Histogram interval = Histogram.decodeFromCompressedByteBuffer(whole, 0);
      String tag = tagged ? fields[0].substring("Tag=".length()) : "";
      byTag.computeIfAbsent(tag, _ -> new Merged()).add(interval);
    } catch (DataFormatException | RuntimeException e) {
      throw new Failure.BadInput(
          path + " is not a whole histogram log: line " + number + " is broken");
    }
  }

  /** The next line with its line break, or an empty string at the end. */
  private static String line(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
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

  private static final class Merged {
    private final Histogram sum = LatencyFigures.histogram();
    private long intervals;

    Merged() {
      // A log of somebody else may hold longer values than ours ever do.
      sum.setAutoResize(true);
    }

    void add(Histogram interval) {
      sum.add(interval);
      intervals++;
    }

    LatencyReport.OfTenant tenant(String tag) {
      return new LatencyReport.OfTenant(tag, intervals, LatencyFigures.of(sum));
    }
  }
}
