package io.voucherctl.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM text (RFC 7468); what stands around them does not matter. */
final class Pem {
  private Pem() {}

  /** All blocks with this label, decoded; an IllegalArgumentException when one is damaged. */
  static List<byte[]> blocks(byte[] file, String label) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
      int from = at + begin.length();
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new IllegalArgumentException("a block without an end");
      }
      blocks.add(Base64.getDecoder().decode(text.substring(from, to).replaceAll("\\s", "")));
      at = to + end.length();
    }
    return blocks;
  }

  static boolean has(byte[] file, String label) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN " + label + "-----");
  }
}
