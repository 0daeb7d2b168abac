package io.voucherctl.server.gateway;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** A histogram as a line of text: HdrHistogram's compressed V2 encoding, in base64. */
final class HistogramText {
  /** Far more than one of ours takes; a longer one is not decoded. */
  private static final int LONGEST = 256 * 1024;

  private HistogramText() {}

  static String of(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /** Throws an IllegalArgumentException for what is not a histogram. */
  static Histogram parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a histogram of " + text.length() + " characters");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("not a histogram", e);
    }
  }
}
