package io.voucherctl.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names of headers, each at most once; what depends on names alone is done once. Immutable. */
public final class HeaderNames {
  public static final HeaderNames NONE = HeaderNames.of();

  private final String[] names;
  private final byte[][] begins;
  private final int[] digests;
  private final int room;

  private HeaderNames(String[] names) {
    this.names = names;
    this.begins = new byte[names.length][];
    this.digests = new int[names.length];
    int bytes = 0;
    for (int i = 0; i < names.length; i++) {
      if (!HeadParser.isToken(names[i])) {
        throw new IllegalArgumentException("not a header's name: " + names[i]);
      }
      begins[i] = (names[i] + ": ").getBytes(StandardCharsets.ISO_8859_1);
      digests[i] = NameDigest.of(names[i]);
      bytes += begins[i].length + 2;
    }
    this.room = bytes;
  }

  /** IllegalArgumentException for what cannot be sent as a name. */
  public static HeaderNames of(String... names) {
    return new HeaderNames(names.clone());
  }

  /**
   * Lines with these values, as many as there are names; IllegalArgumentException when one cannot
   * be sent.
   */
  public HeaderLines with(String... values) {
    if (values.length != names.length) {
      throw new IllegalArgumentException(values.length + " values for " + names.length + " names");
    }
    int size = 0;
    for (String value : values) {
      size += value.length();
    }
    HeaderWriter writer = writer(size);
    for (int i = 0; i < values.length; i++) {
      writer.text(HeaderText.of(values[i], names[i])).end();
    }
    return writer.lines();
  }

  /** Begins lines whose values have so many bytes, or not many more. */
  public HeaderWriter writer(int bytes) {
    return new HeaderWriter(this, bytes);
  }

  public List<String> toList() {
    return List.of(names);
  }

  int size() {
    return names.length;
  }

  /** Bytes of all lines without their values. */
  int room() {
    return room;
  }

  /** What stands before the value. Not to be changed. */
  byte[] begin(int index) {
    return begins[index];
  }

  String name(int index) {
    return names[index];
  }

  int digest(int index) {
    return digests[index];
  }

  /** Whether a name with this digest is among them, be it this one or another. */
  boolean hasDigest(int digest) {
    for (int known : digests) {
      if (known == digest) {
        return true;
      }
    }
    return false;
  }
}
