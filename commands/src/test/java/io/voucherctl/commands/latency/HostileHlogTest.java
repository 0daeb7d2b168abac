package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHlogTest {
  private static final int COMPRESSED_V0 = 0x1c849309 | 0x10;
  private static final int COMPRESSED_V2 = 0x1c849304 | 0x10;
  private static final int V0 = 0x1c849308 | (8 << 4);
  private static final int V2 = 0x1c849303 | 0x10;

  @TempDir Path folder;

  @Test
  void aCountBelowZeroIsBroken() throws Exception {
    ByteBuffer plain = ByteBuffer.allocate(1_000);
    plain.putInt(V0).putInt(2).putLong(1).putLong(100_000).putLong(9);
    plain.putLong(5).putLong(-3).putLong(7);

    broken("1.0,1.0,1.0," + compressed(COMPRESSED_V0, plain));
  }

  @Test
  void countsThatOverflowAreBroken() throws Exception {
    ByteBuffer plain = header(V2, 18, 3, 1_000, 300_000_000_000L);
    for (int i = 0; i < 2; i++) {
      plain.put(new byte[] {-2, -1, -1, -1, -1, -1, -1, -1, 127});
    }

    broken("1.0,1.0,1.0," + compressed(COMPRESSED_V2, plain));
  }

  @Test
  void aSizeThatNothingFillsTakesNoMemory() throws Exception {
    broken(
        "1.0,1.0,1.0,"
            + compressed(COMPRESSED_V2, header(V2, Integer.MAX_VALUE, 5, 1, Long.MAX_VALUE / 2)));
    broken("1.0,1.0,1.0," + compressed(COMPRESSED_V2, header(V2, -1, 3, 1, 1_000)));
    broken("1.0,1.0,1.0," + compressed(COMPRESSED_V2, header(V2, 10, 77, 1, 1_000)));
    broken("1.0,1.0,1.0," + compressed(COMPRESSED_V2, header(V2, 10, 3, -5, 1_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN,1.0",
        "1.0,NaN",
        "Infinity,1.0",
        "1e300,1.0",
        "1.0,-1.0",
        "x,1.0",
        ",",
        "1.0,1e99"
      })
  void timesThatAreNoneAreBroken(String times) throws Exception {
    broken(times + ",1.0," + payload(new Histogram(1_000, 1_000_000, 3)));
  }

  @Test
  void aHistogramOfAnotherGrainAndReachIsReadWhole() throws Exception {
    Histogram other = new Histogram(1, 40_000_000_000_000L, 1);
    other.recordValue(30_000_000_000_000L);
    other.recordValue(17);
    Path file = folder.resolve("other");
    Files.writeString(file, "Tag=näme,0.5,1.5,1.0," + payload(other) + "\r\n");

    LatencyReport.Row row =
        LatencyReading.report(List.of(file), Grouping.tenant, Set.of()).rows().getFirst();

    assertThat(row.tenant()).isEqualTo("näme");
    assertThat(row.offered()).isEqualTo(2);
    assertThat(row.outcomes()).isEmpty();
    assertThat(row.responseTime().maxMicros()).isBetween(29_000_000_000L, 32_000_000_000L);
  }

  @Test
  void timesAreRelativeToTheBaseTheStartOrNothing() throws Exception {
    String line = "2.000,1.0,1.0," + payload(value()) + "\n";
    assertThat(start("#[BaseTime: 1000.5 (seconds since epoch)]\n" + line))
        .isEqualTo(Instant.ofEpochMilli(1_002_500));
    assertThat(start("#[StartTime: 1700000000.000 (seconds since epoch), x]\n" + line))
        .isEqualTo(Instant.ofEpochMilli(1_700_000_002_000L));
    assertThat(start(line)).isEqualTo(Instant.ofEpochMilli(2_000));
    assertThat(start("#[StartTime: 1700000000.0 (s)]\n" + line.replace("2.000", "1700000007.0")))
        .isEqualTo(Instant.ofEpochMilli(1_700_000_007_000L));
  }

  @Test
  void overlappingLogsCoverTheirTimeOnce() {
    Coverage coverage = new Coverage();
    coverage.add(0, 1_000);
    coverage.add(5_000, 6_000);
    coverage.add(500, 2_000);
    coverage.add(1_900, 5_500);
    coverage.add(9, 3);

    assertThat(coverage.millis()).isEqualTo(6_000);
    assertThat(coverage.startMillis()).isZero();
  }

  private Instant start(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("log"), text);
    return LatencyReading.report(List.of(file), Grouping.tenant, Set.of()).start();
  }

  private void broken(String line) throws Exception {
    Path file = Files.writeString(folder.resolve("log"), "#x\n" + line + "\n");
    for (Runnable reading :
        List.<Runnable>of(
            () -> LatencyReading.report(List.of(file), Grouping.tenant, Set.of()),
            () -> HlogMerge.merge(List.of(file), folder.resolve("out"), true))) {
      assertThatThrownBy(reading::run)
          .isInstanceOf(Failure.BadInput.class)
          .hasMessageEndingWith("is not a whole histogram log: line 2 is broken");
    }
  }

  private static Histogram value() {
    Histogram one = LatencyFigures.histogram();
    one.recordValue(1_000_000);
    return one;
  }

  private static ByteBuffer header(int cookie, int payload, int digits, long lowest, long highest) {
    return ByteBuffer.allocate(1_000)
        .putInt(cookie)
        .putInt(payload)
        .putInt(0)
        .putInt(digits)
        .putLong(lowest)
        .putLong(highest)
        .putDouble(1);
  }

  private static String compressed(int cookie, ByteBuffer plain) {
    Deflater deflater = new Deflater();
    byte[] content = new byte[plain.position()];
    plain.flip().get(content);
    deflater.setInput(content);
    deflater.finish();
    byte[] small = new byte[2_000];
    int length = deflater.deflate(small);
    deflater.end();
    ByteBuffer whole = ByteBuffer.allocate(8 + length);
    whole.putInt(cookie).putInt(length).put(small, 0, length);
    return Base64.getEncoder().encodeToString(whole.array());
  }

  private static String payload(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
