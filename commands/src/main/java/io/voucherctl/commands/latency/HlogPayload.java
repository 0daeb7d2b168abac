package io.voucherctl.commands.latency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The histogram at the end of a log's line. The present encoding (V2) is decoded here, because the
 * library takes memory for the whole reach that a histogram declares, a quarter of a megabyte for
 * each line of ours; older ones are left to the library. Whatever is wrong is an exception.
 */
final class HlogPayload {
  private static final int COOKIE_MASK = ~0xf0;
  private static final int COMPRESSED_V2 = 0x1c849304;
  private static final int V2 = 0x1c849303;
  private static final int HEADER = 40;
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_DIGITS = 5;

  /** No run has as many requests; sums of such counts would overflow. */
  private static final long MOST_COUNT = 1_000_000_000_000L;

  private final ByteBuffer plain;
  private final int unitMagnitude;
  private final int halfMagnitude;

  private HlogPayload(ByteBuffer plain, long lowest, int digits) {
    this.plain = plain;
    this.unitMagnitude = 63 - Long.numberOfLeadingZeros(lowest);
    long finest = 2 * Math.round(Math.pow(10, digits));
    this.halfMagnitude = 64 - Long.numberOfLeadingZeros(finest - 1) - 1;
  }

  static RecordedValues decode(String base64) throws DataFormatException {
    byte[] encoded = Base64.getDecoder().decode(base64);
    ByteBuffer whole = ByteBuffer.wrap(encoded);
    int cookie = whole.getInt() & COOKIE_MASK;
    // Decoding alone would take a shortened histogram for one with fewer values.
    if (whole.getInt() != whole.remaining()) {
      throw new DataFormatException("not all of the histogram");
    }
    if (cookie != COMPRESSED_V2) {
      return checked(Histogram.decodeFromCompressedByteBuffer(whole.rewind(), 0));
    }
    ByteBuffer plain = inflated(encoded, whole.position());
    int inner = plain.getInt() & COOKIE_MASK;
    int length = plain.getInt();
    int offset = plain.getInt();
    if (inner != V2 || length != plain.capacity() - HEADER || offset != 0) {
      throw new DataFormatException("not the histogram that was announced");
    }
    int digits = plain.getInt();
    long lowest = plain.getLong();
    if (digits < 0 || digits > MOST_DIGITS || lowest < 1) {
      throw new DataFormatException("not a grain");
    }
    return new HlogPayload(plain.position(HEADER), lowest, digits).values(lowest, digits);
  }

  private RecordedValues values(long lowest, int digits) throws DataFormatException {
    long[] values = new long[32];
    long[] counts = new long[32];
    long sum = 0;
    int size = 0;
    int index = 0;
    while (plain.hasRemaining()) {
      long count = zigZag();
      if (count <= 0) {
        index = Math.addExact(index, count == 0 ? 1 : Math.toIntExact(Math.negateExact(count)));
        continue;
      }
      if (count > MOST_COUNT - sum) {
        throw new DataFormatException("not a count");
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      sum += count;
      values[size] = value(index++);
      counts[size++] = count;
    }
    return new RecordedValues(
        lowest, digits, Arrays.copyOf(values, size), Arrays.copyOf(counts, size));
  }

  /** The longest value that a bucket holds. */
  private long value(int index) throws DataFormatException {
    int half = 1 << halfMagnitude;
    int bucket = (index >> halfMagnitude) - 1;
    int subBucket = (index & (half - 1)) + half;
    if (bucket < 0) {
      subBucket -= half;
      bucket = 0;
    }
    if (bucket + unitMagnitude + halfMagnitude + 1 >= Long.SIZE - 1) {
      throw new DataFormatException("not a value");
    }
    return ((subBucket + 1L) << (bucket + unitMagnitude)) - 1;
  }

  /** LEB128 of at most nine bytes, the last of which is whole; the sign is the lowest bit. */
  private long zigZag() {
    long bits = 0;
    for (int shift = 0; ; shift += 7) {
      long next = plain.get();
      if (shift == 56) {
        bits |= next << shift;
        break;
      }
      bits |= (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return (bits >>> 1) ^ -(bits & 1);
  }

  private static ByteBuffer inflated(byte[] encoded, int from) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(encoded, from, encoded.length - from);
      byte[] header = new byte[HEADER];
      if (inflater.inflate(header) < HEADER) {
        throw new DataFormatException("no header");
      }
      int length = ByteBuffer.wrap(header).getInt(Integer.BYTES);
      if (length < 0 || length > MOST_BYTES) {
        throw new DataFormatException("not a length");
      }
      ByteBuffer plain = ByteBuffer.allocate(HEADER + length).put(header);
      if (inflater.inflate(plain.array(), HEADER, length) < length) {
        throw new DataFormatException("shorter than announced");
      }
      return plain.rewind();
    }
  }

  private static RecordedValues checked(Histogram histogram) throws DataFormatException {
    long sum = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      long count = value.getCountAtValueIteratedTo();
      if (count < 0 || count > MOST_COUNT - sum) {
        throw new DataFormatException("not a count");
      }
      sum += count;
    }
    if (sum != histogram.getTotalCount()) {
      throw new DataFormatException("counts that do not add up");
    }
    return RecordedValues.of(histogram);
  }
}
