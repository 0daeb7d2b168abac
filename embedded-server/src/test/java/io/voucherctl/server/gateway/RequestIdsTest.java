package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  private static String next(RequestIds ids) {
    byte[] digits = new byte[RequestIds.DIGITS + 2];
    ids.write(digits, 1);
    assertThat(digits[0]).isZero();
    assertThat(digits[digits.length - 1]).isZero();
    return new String(digits, 1, RequestIds.DIGITS, StandardCharsets.US_ASCII);
  }

  @Test
  void areUnlikeEachOther() {
    RequestIds ids = new RequestIds(new SplittableRandom(1));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = next(ids);
      assertThat(id).matches("[0-9a-f]{18}");
      seen.add(id);
    }
    assertThat(seen).hasSize(10_000);
  }

  @Test
  void differFromThoseOfAnotherGateway() {
    assertThat(next(new RequestIds(new SplittableRandom(1))))
        .isNotEqualTo(next(new RequestIds(new SplittableRandom(2))));
  }
}
