package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetDirectoryTest {
  private final FleetDirectory reader = new FleetDirectory();
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "'  7\n', 7", "10000, 10000", "0, 1", "007, 7"})
  void readsHowManyAreReadyAndNeverLessThanOne(String text, int ready) throws Exception {
    assertThat(read(text, null)).isEqualTo(new FleetShare(ready, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-1", "+3", "2.0", "3 4", "three", "0x3", "10001", "9999999999", "٣"})
  void keepsTheLastNumberOverOneThatIsNone(String text) throws Exception {
    FleetShare kept = read(text, FleetShare.of(4));

    assertThat(kept.ready()).isEqualTo(4);
    assertThat(kept.problem()).startsWith("ready: '").contains("is not a whole number up to 10000");
  }

  @Test
  void doesNotGuessBeforeTheFirstGoodNumber() throws Exception {
    FleetShare unknown = read("soon", null);

    assertThat(unknown.isKnown()).isFalse();
    assertThat(unknown.parts()).isEqualTo(1);
    assertThat(unknown.problem()).startsWith("ready: 'soon'");
    assertThat(read("2", unknown)).isEqualTo(FleetShare.of(2));
  }

  @Test
  void quotesOnlyTheBeginningOfWhatStandsThere() throws Exception {
    assertThat(read("x".repeat(5_000), FleetShare.of(2)).problem()).hasSizeLessThan(80);
    assertThat(read("1".repeat(20_000), FleetShare.of(2)).problem())
        .isEqualTo("ready: larger than 16384 bytes");
  }

  @Test
  void keepsTheLastNumberWhenTheKeyIsTakenAway() throws Exception {
    Files.writeString(directory.resolve("unready"), "5");

    assertThat(reader.read(directory, FleetShare.of(2)))
        .isEqualTo(new FleetShare(2, "there is no key ready"));
  }

  @Test
  void keepsTheLastNumberWhenTheDirectoryIsTakenAway() {
    assertThat(reader.gone(FleetShare.of(2))).isEqualTo(new FleetShare(2, "the directory is gone"));
  }

  @Test
  void isADirectoryAndNothingElse() throws Exception {
    Path file = Files.writeString(directory.resolve("ready"), "3");

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> reader.read(file, null));
  }

  @Test
  void aFleetHasABoundedSize() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FleetShare(-1, null));
    assertThatIllegalArgumentException().isThrownBy(() -> FleetShare.of(10_001));
    assertThat(FleetShare.of(-3)).isEqualTo(FleetShare.ALONE);
  }

  private FleetShare read(String text, FleetShare previous) throws IOException {
    Files.writeString(directory.resolve(FleetDirectory.KEY), text);
    return reader.read(directory, previous);
  }
}
