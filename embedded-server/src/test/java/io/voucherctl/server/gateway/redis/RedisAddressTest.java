package io.voucherctl.server.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "redis://cache, cache, 6379, 0, -, -",
        "redis://cache:7000/, cache, 7000, 0, -, -",
        "REDIS://10.0.0.1:1/15, 10.0.0.1, 1, 15, -, -",
        "redis://[::1]:6380/2, ::1, 6380, 2, -, -",
        "redis://:p%40ss%2Fw+rd@cache/3, cache, 6379, 3, -, p@ss/w+rd",
        "redis://gate:a:b@cache:7000, cache, 7000, 0, gate, a:b",
      })
  void readsAddresses(
      String text, String host, int port, int database, String user, String password) {
    assertThat(RedisAddress.parse(text))
        .isEqualTo(new RedisAddress(host, port, database, user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "secret:6379",
        "http://secret",
        "rediss://secret",
        "redis://",
        "redis:///1",
        "redis://u:secret@",
        "redis://u:secret@h:99999",
        "redis://u:secret@h/x",
        "redis://u:secret@h/1/2",
        "redis://u:secret@h/1?x=1",
        "redis://u:secret@h#x",
        "redis://u:sec ret@h",
        "redis://secret@h",
        "redis://u:secret%zz@h",
      })
  void refusesWhatIsNoneWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisAddress.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
        .withNoCause();
  }

  @Test
  void tellsItselfWithoutTheSecret() {
    assertThat(RedisAddress.parse("redis://gate:secret@cache:7000/2"))
        .hasToString("redis://cache:7000/2");
    assertThat(RedisAddress.parse("redis://[::1]").withPassword("secret"))
        .hasToString("redis://[::1]:6379");
  }
}
