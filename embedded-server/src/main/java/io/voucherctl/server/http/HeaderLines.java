package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Header lines put together for sending: whoever writes them copies their bytes. What depends on
 * the names alone is done once, by {@link HeaderNames}. Immutable.
 */
public final class HeaderLines {
  public static final HeaderLines NONE = HeaderNames.NONE.with();

  private final HeaderNames names;
  private final String[] values;
  private final byte[] bytes;

  /** Takes the arrays over; the bytes are those of all lines. */
  HeaderLines(HeaderNames names, String[] values, byte[] bytes) {
    this.names = names;
    this.values = values;
    this.bytes = bytes;
  }

  /** The lines, in sending order. */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      entries.put(names.name(i), values[i]);
    }
    return entries;
  }

  HeaderNames names() {
    return names;
  }

  int size() {
    return values.length;
  }

  String value(int line) {
    return values[line];
  }

  void write(ByteBuf out) {
    out.writeBytes(bytes);
  }
}
