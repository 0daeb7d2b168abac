package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
  @TempDir private Path directory;

  @Test
  void readsOneFilePerTenant() throws Exception {
    write("acme", "rate: 50/s\nburst: 80\n");
    write("bolt", "rate: 600/m\n");

    QuotaBook book = read(null);

    assertThat(book.quotaOf("acme", NOW))
        .isEqualTo(new TenantQuota("acme", Rate.perSecond(50), 80));
    assertThat(book.quotaOf("bolt", NOW).rate()).isEqualTo(Rate.parse("600/m"));
    assertThat(book.invalid()).isEmpty();
  }

  @Test
  void givesTheDefaultToEveryoneElseUnderTheirOwnName() throws Exception {
    write("_default", "rate: 3/s\nburst: 4\n");

    assertThat(read(null).quotaOf("newcomer", NOW))
        .isEqualTo(new TenantQuota("newcomer", Rate.perSecond(3), 4));
  }

  @Test
  void isNeverUnlimitedWithoutADefault() throws Exception {
    assertThat(read(null).quotaOf("newcomer", NOW))
        .isEqualTo(new TenantQuota("newcomer", Rate.perSecond(10), 20));
  }

  @Test
  void keepsTheLastGoodQuotaOfABrokenEntryAndReportsIt() throws Exception {
    write("acme", "rate: 50/s\n");
    write("_default", "rate: 3/s\n");
    QuotaBook good = read(null);
    write("acme", "rate: fast\n");
    write("_default", "rate: [\n");

    QuotaBook book = read(read(good));

    assertThat(book.quotaOf("acme", NOW).rate()).isEqualTo(Rate.perSecond(50));
    assertThat(book.defaultQuota(NOW).rate()).isEqualTo(Rate.perSecond(3));
    assertThat(book.invalid())
        .extracting(InvalidEntry::tenant)
        .containsExactlyInAnyOrder("acme", "_default");
    assertThat(book.invalid())
        .allSatisfy(e -> assertThat(e.reason()).isNotBlank().hasSizeLessThan(210));
  }

  @Test
  void givesTheDefaultWhereABrokenEntryHasNoLastGoodQuota() throws Exception {
    write("acme", "rate: fast\n");

    assertThat(read(null).quotaOf("acme", NOW).rate()).isEqualTo(Rate.perSecond(10));
  }

  @Test
  void returnsToTheDefaultWhenAnEntryIsTakenAway() throws Exception {
    write("acme", "rate: 50/s\n");
    QuotaBook before = read(null);
    Files.delete(directory.resolve("acme"));

    assertThat(read(before).quotaOf("acme", NOW).rate()).isEqualTo(Rate.perSecond(10));
  }

  @Test
  void reportsEntriesThatAreNoQuotas() throws Exception {
    write("no tenant", "rate: 5/s\n");
    write("huge", "# ".repeat(20_000));
    Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));
    Files.createDirectory(directory.resolve("sub"));
    write(".acme.swp", "rate: 5/s\n");

    assertThat(read(null).invalid())
        .extracting(InvalidEntry::tenant)
        .containsExactlyInAnyOrder("no tenant", "huge", "binary", "dangling");
  }

  @Test
  void takesTheRevisionFromItsFile() throws Exception {
    write("acme", "rate: 50/s\n");
    write("..revision", "4711\n");

    assertThat(read(null).revision()).isEqualTo("4711");
  }

  @Test
  void makesARevisionOfTheContentWhereThereIsNone() throws Exception {
    write("acme", "rate: 50/s\n");
    QuotaBook one = read(null);
    write("acme", "rate: 60/s\n");
    QuotaBook two = read(one);
    write("acme", "rate: 50/s\n");

    assertThat(two.revision()).isNotEqualTo(one.revision()).matches("[0-9a-f]{12}");
    assertThat(read(two).revision()).isEqualTo(one.revision());
  }

  @Test
  void readsThroughTheDataLinkSoThatGenerationsNeverMix() throws Exception {
    Path first = Files.createDirectory(directory.resolve("..2026_01"));
    Files.writeString(first.resolve("acme"), "rate: 1/s\n");
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01"));
    write("acme", "rate: 99/s\n");

    assertThat(read(null).quotaOf("acme", NOW).rate()).isEqualTo(Rate.perSecond(1));
  }

  private QuotaBook read(QuotaBook previous) throws IOException {
    return QuotaDirectory.read(directory, previous);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
