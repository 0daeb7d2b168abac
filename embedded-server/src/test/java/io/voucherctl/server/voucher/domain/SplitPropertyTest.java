package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any sum that is divided. A failure prints its seed. */
final class SplitPropertyTest {
  private static final int TRIES = 200;

  @Property(tries = TRIES)
  void partsAddUpAndAreWithinOneOfTheirShare(
      @ForAll("money") long whole, @ForAll("weights") List<Long> weights) {
    long[] parts = Split.of(whole, array(weights));
    BigDecimal total =
        weights.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean divisible = total.signum() > 0;
    assertThat(LongStream.of(parts).sum()).isEqualTo(divisible ? whole : 0);
    for (int i = 0; divisible && i < parts.length; i++) {
      BigDecimal exact = new BigDecimal(whole).multiply(new BigDecimal(weights.get(i)));
      BigDecimal scaled = new BigDecimal(parts[i]).multiply(total);
      assertThat(exact.subtract(scaled).abs()).isLessThan(total);
    }
  }

  @Property(tries = TRIES)
  void cappedPartsTakeAllThatFits(
      @ForAll("money") long whole,
      @ForAll("weights") List<Long> weights,
      @ForAll("weights") List<Long> caps) {
    int size = Math.min(weights.size(), caps.size());
    long[] most = array(caps.subList(0, size));
    long[] parts = Split.of(whole, array(weights.subList(0, size)), most);
    long room = 0;
    for (int i = 0; i < size; i++) {
      assertThat(parts[i]).isBetween(0L, most[i]);
      room += weights.get(i) == 0 ? 0 : most[i];
    }
    assertThat(LongStream.of(parts).sum()).isEqualTo(Math.min(whole, room));
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  @Provide
  Arbitrary<Long> money() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 20_000), Arbitraries.longs().between(0, Money.MAX));
  }

  @Provide
  Arbitrary<List<Long>> weights() {
    return money().list().ofMaxSize(8).withoutEdgeCases();
  }
}
