package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Header lines put together for sending: whoever writes them copies their bytes. What depends on
 * the names alone is done once, by {@link HeaderNames}. Immutable.
 */
public final class HeaderLines {
  public static final HeaderLines NONE = HeaderNames.NONE.with();

  private final HeaderNames names;
  private final int[] values;
  private final byte[] bytes;
  private final int length;

  /**
   * Takes the arrays over.
   *
   * @param values where each value begins and where it ends, by turns
   * @param length how many of the bytes are those of the lines
   */
  HeaderLines(HeaderNames names, int[] values, byte[] bytes, int length) {
    this.names = names;
    this.values = values;
    this.bytes = bytes;
    this.length = length;
  }

  /** The lines, in sending order. */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < size(); i++) {
      entries.put(names.name(i), value(i));
    }
    return entries;
  }

  HeaderNames names() {
    return names;
  }

  int size() {
    return names.size();
  }

  String value(int line) {
    int begin = values[2 * line];
    return new String(bytes, begin, values[2 * line + 1] - begin, StandardCharsets.ISO_8859_1);
  }

  void write(ByteBuf out) {
    out.writeBytes(bytes, 0, length);
  }
}
