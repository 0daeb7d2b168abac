package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Behaves as Netty's headers do, whatever is done to them in whatever order. */
final class WireHeadersTest {
  private static final String[] NAMES = {"Host", "te", "X-App-Id", "x-app-ie", "Accept", "A"};

  private static String name(Random random) {
    String name = NAMES[random.nextInt(NAMES.length)];
    return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
  }

  private static String sorted(HttpHeaders headers) {
    return headers.entries().stream()
        .map(one -> one.getKey().toLowerCase(Locale.ROOT) + "=" + one.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static HttpHeaders written(HttpHeaders headers) {
    ByteBuf out = Unpooled.buffer();
    ((WireHeaders) headers).write(out);
    return HeadParser.headers(ByteBufUtil.getBytes(out.writeShort(('\r' << 8) | '\n')), 0);
  }

  @Test
  void behavesAsNettysHeadersDo() {
    Random random = new Random(16_06);
    for (int round = 0; round < 2_000; round++) {
      HttpHeaders nettys = new DefaultHttpHeaders();
      StringBuilder head = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        String name = name(random);
        nettys.add(name, "v" + i);
        head.append(name).append(": v").append(i).append("\r\n");
      }
      WireHeaders ours =
          HeadParser.headers(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII), 0);
      for (int step = 0; step < 10; step++) {
        String name = name(random);
        switch (random.nextInt(4)) {
          case 0 -> {
            nettys.remove(name);
            ours.remove(name);
          }
          case 1 -> {
            nettys.set(name, "set" + step);
            ours.set(name, "set" + step);
          }
          case 2 -> {
            HeaderLines lines = HeaderNames.of(name, "B").with("l" + step, "b" + step);
            lines.entries().forEach(nettys::set);
            Headers.set(ours, lines);
          }
          default -> {
            nettys.add(name, step);
            ours.add(name, step);
          }
        }
        if (random.nextBoolean()) {
          continue;
        }
        String asked = name(random);
        assertThat(ours.get(asked)).isEqualTo(nettys.get(asked));
        assertThat(ours.getAll(asked)).isEqualTo(nettys.getAll(asked));
        assertThat(ours.contains(asked)).isEqualTo(nettys.contains(asked));
        assertThat(ours.count(asked)).isEqualTo(nettys.getAll(asked).size());
        String said = random.nextBoolean() ? "V" + random.nextInt(20) : "b" + step;
        assertThat(ours.saysOnly(asked, NameDigest.of(asked), said))
            .isEqualTo(String.join(" and ", nettys.getAll(asked)).equalsIgnoreCase(said));
      }
      assertThat(sorted(written(ours))).isEqualTo(sorted(nettys));
      assertThat(sorted(ours)).isEqualTo(sorted(nettys));
      assertThat(ours.size()).isEqualTo(nettys.size());
    }
  }

  @Test
  void takesNothingAsLinesEither() {
    for (String value : new String[] {"a\r\nb: c", "a\nb", "a\0b", "\u010a"}) {
      assertThatThrownBy(() -> HeaderNames.of("x").with(value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String name : new String[] {"", "a b", "a:", "a\n"}) {
      assertThatThrownBy(() -> HeaderNames.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> HeaderNames.of("x").with())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNothingThatWouldBreakALine() {
    HttpHeaders headers = HeadParser.headers("\r\n".getBytes(StandardCharsets.US_ASCII), 0);
    for (String value : new String[] {"a\r\nb: c", "a\nb", "a\0b", "\u010a"}) {
      assertThatThrownBy(() -> headers.set("x", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String name : new String[] {"", "a b", "a:", "a\n"}) {
      assertThatThrownBy(() -> headers.set(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(headers).isEmpty();
  }
}
