package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes an HdrHistogram interval log: response times in nanoseconds (the standard tools divide by
 * 10^6 and so show milliseconds), {@link SampleKey#tag} as tag. Each interval reaches the file
 * whole and in one write, so a run that is cut short leaves a log that can be read. One thread.
 */
public final class HlogWriter implements AutoCloseable {
  private final Path path;
  private final FileChannel file;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private final PrintStream text = new PrintStream(block, false, StandardCharsets.UTF_8);
  private final HistogramLogWriter log = new HistogramLogWriter(text);

  /** Starts a new log, replacing what was there. */
  public HlogWriter(Path path, Instant start) {
    this.path = path;
    try {
      this.file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new Failure.BadInput("cannot write " + path + ": " + HlogReader.reason(e));
    }
    log.outputComment("[response time in nanoseconds, tenant/operation/outcome as tag]");
    log.outputLogFormatVersion();
    log.outputStartTime(start.toEpochMilli());
    log.outputBaseTime(start.toEpochMilli());
    log.outputLegend();
    flush();
  }

  /** Says early what would fail later: a run is too dear to be lost for a mistyped path. */
  public static void requireWritable(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path)) {
      throw new Failure.BadInput("cannot write " + path + ": it is a directory");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Failure.BadInput("cannot write " + path + ": no such directory");
    }
    if (!Files.isWritable(Files.exists(path) ? path : folder)) {
      throw new Failure.BadInput("cannot write " + path + ": permission denied");
    }
  }

  /** One interval; empty histograms are left out. */
  public void write(Interval interval) {
    interval
        .responseTimes()
        .forEach((key, histogram) ->
            line(interval.fromNanos(), interval.toNanos(), key.tag(), histogram));
    flush();
  }

  /** One interval, bounded by nanoseconds since the start; empty histograms are left out. */
  public void write(long fromNanos, long toNanos, Map<String, Histogram> byTag) {
    byTag.forEach((tag, histogram) -> line(fromNanos, toNanos, tag, histogram));
    flush();
  }

  /** Adds to the interval that the next flush brings to the file. */
  void line(long fromNanos, long toNanos, String tag, Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      histogram.setTag(tag.isEmpty() ? null : tag);
      log.outputIntervalHistogram(fromNanos / 1e9, toNanos / 1e9, histogram);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flush() {
    text.flush();
    ByteBuffer bytes = ByteBuffer.wrap(block.toByteArray());
    block.reset();
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new Failure.Broken("cannot write " + path + ": " + HlogReader.reason(e), null, e);
    }
  }
}
