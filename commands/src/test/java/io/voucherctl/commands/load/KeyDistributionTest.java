package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDistributionTest {
  private static final int DRAWS = 400_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uniform",
        "zipf,exponent=1",
        "zipf,exponent=0.5",
        "zipf,exponent=1.1",
        "zipf,exponent=2.5",
        "hot,share=90%,keys=1",
        "hot,share=30%,keys=7",
        "hot,share=100%,keys=2"
      })
  void drawsAreAsFrequentAsTheFormulaSays(String text) {
    int keys = 100;
    KeyDistribution distribution = KeySpelling.parse(text);
    KeyDistribution.Draw draw = distribution.over(keys);
    SplittableRandom random = new SplittableRandom(5);
    int[] seen = new int[keys];
    for (int i = 0; i < DRAWS; i++) {
      seen[draw.key(random)]++;
    }
    double chiSquare = 0;
    int expectedKeys = 0;
    for (int key = 0; key < keys; key++) {
      double expected = DRAWS * (distribution.share(key + 1, keys) - distribution.share(key, keys));
      if (expected < 1e-6) {
        assertThat(seen[key]).isZero();
      } else {
        chiSquare += (seen[key] - expected) * (seen[key] - expected) / expected;
        expectedKeys++;
      }
    }
    // The mean of chi-square is its degrees of freedom, and its variance twice that.
    int freedom = expectedKeys - 1;
    assertThat(chiSquare).isLessThan(freedom + 4 * Math.sqrt(2.0 * freedom) + 1);
    assertThat(distribution.share(keys, keys)).isCloseTo(1, offset(1e-12));
    assertThat(distribution).hasToString(text);
  }

  @Test
  void zipfIsThePowerLaw() {
    KeyDistribution zipf = new KeyDistribution.Zipf(1);
    double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
    assertThat(zipf.share(1, 4)).isCloseTo(1 / harmonic, offset(1e-12));
    assertThat(zipf.share(2, 4)).isCloseTo(1.5 / harmonic, offset(1e-12));
  }

  @Test
  void oneKeyIsAlwaysDrawn() {
    for (String text : new String[] {"uniform", "zipf", "hot,share=10%"}) {
      assertThat(KeySpelling.parse(text).over(1).key(new SplittableRandom(1))).isZero();
      assertThat(KeySpelling.parse(text).share(1, 1)).isEqualTo(1);
    }
  }

  @Test
  void aWeightOfNothingIsNeverDrawn() {
    AliasTable table = new AliasTable(new double[] {0, 3, 0, 1e-9, 5, 0});
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      assertThat(table.draw(random)).isIn(1, 3, 4);
    }
    assertThatThrownBy(() -> new AliasTable(new double[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void operationsAreDrawnByTheirWeights() {
    AliasTable table = new AliasTable(OperationMix.DEFAULT.weightOf(Operation.values()));
    SplittableRandom random = new SplittableRandom(1);
    int[] seen = new int[Operation.values().length];
    for (int i = 0; i < 100_000; i++) {
      seen[table.draw(random)]++;
    }
    assertThat(seen[0] / 1e5).isCloseTo(0.80, offset(0.01));
    assertThat(seen[1] / 1e5).isCloseTo(0.15, offset(0.01));
    assertThat(seen[2] / 1e5).isCloseTo(0.05, offset(0.01));
    assertThat(seen[3]).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zipfy | is not a key distribution; write uniform, zipf,exponent=1.1",
        "zipf,exponent=0 | above 0 and at most 10",
        "zipf,exponent=11 | above 0 and at most 10",
        "zipf,exponent=-1 | is not a zipf exponent",
        "zipf,exponent=1,exponent=2 | is not a key distribution",
        "zipf,share=90% | is not a key distribution",
        "uniform,keys=1 | is not a key distribution",
        "hot | hot keys need a share, such as 90%",
        "hot,share=90 | is not a share; write one such as 90%",
        "hot,share=0% | above 0% and at most 100%",
        "hot,share=101% | above 0% and at most 100%",
        "hot,share=5%,keys=0 | at least 1 key must be hot",
        "hot,share=5%,keys=x | is not a number of keys",
      })
  void whatIsNoDistributionIsRefused(String text, String message) {
    assertThatThrownBy(() -> KeySpelling.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
