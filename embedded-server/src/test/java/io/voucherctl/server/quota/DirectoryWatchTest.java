package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
  @TempDir private Path temp;
  private final BlockingQueue<QuotaBook> books = new LinkedBlockingQueue<>();

  @Test
  void handsOverTheFirstBookBeforeItReturns() throws Exception {
    Path quotas = Files.createDirectory(temp.resolve("quotas"));
    Files.writeString(quotas.resolve("acme"), "rate: 5/s\n");
    try (DirectoryWatch<QuotaBook> watch = watch(quotas)) {
      assertThat(watch).isNotNull();
      assertThat(books).hasSize(1);
    }
  }

  @Test
  void noticesAChangedAnAddedAndARemovedFile() throws Exception {
    Path quotas = Files.createDirectory(temp.resolve("quotas"));
    Files.writeString(quotas.resolve("acme"), "rate: 5/s\n");
    try (DirectoryWatch<QuotaBook> watch = watch(quotas)) {
      assertThat(watch).isNotNull();
      Files.writeString(quotas.resolve("acme"), "rate: 6/s\n");
      awaitRate("acme", 6);
      Files.writeString(quotas.resolve("bolt"), "rate: 7/s\n");
      awaitRate("bolt", 7);
      Files.delete(quotas.resolve("acme"));
      awaitRate("acme", 10);
    }
  }

  @Test
  void waitsForADirectoryThatDoesNotExistYetAndKeepsTheBookOfOneThatVanished() throws Exception {
    Path quotas = temp.resolve("quotas");
    try (DirectoryWatch<QuotaBook> watch = watch(quotas)) {
      assertThat(watch).isNotNull();
      assertThat(books).isEmpty();
      generation("one", "rate: 5/s\n");
      Files.move(temp.resolve("one"), quotas);
      awaitRate("acme", 5);
      Files.move(quotas, temp.resolve("gone"));
      generation("two", "rate: 9/s\n");
      Files.move(temp.resolve("two"), quotas);
      awaitRate("acme", 9);
    }
  }

  @Test
  void tellsAReaderOnceThatItsDirectoryHasVanished() throws Exception {
    Path fleet = Files.createDirectory(temp.resolve("fleet"));
    Files.writeString(fleet.resolve("ready"), "3");
    BlockingQueue<FleetShare> shares = new LinkedBlockingQueue<>();
    try (DirectoryWatch<FleetShare> watch =
        DirectoryWatch.start(fleet, new FleetDirectory(), shares::add)) {
      assertThat(watch).isNotNull();
      assertThat(shares.poll()).isEqualTo(FleetShare.of(3));
      Files.move(fleet, temp.resolve("gone"));
      assertThat(shares.poll(5, TimeUnit.SECONDS))
          .isEqualTo(new FleetShare(3, "the directory is gone"));
      Files.writeString(temp.resolve("gone").resolve("ready"), "2");
      Files.move(temp.resolve("gone"), fleet);
      assertThat(shares.poll(5, TimeUnit.SECONDS)).isEqualTo(FleetShare.of(2));
    }
  }

  @Test
  void followsTheKubeletsSwapOfTheDataLink() throws Exception {
    Path quotas = Files.createDirectory(temp.resolve("quotas"));
    Files.move(generation("g", "rate: 5/s\n"), quotas.resolve("..1"));
    Files.createSymbolicLink(quotas.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(quotas.resolve("acme"), Path.of("..data/acme"));
    try (DirectoryWatch<QuotaBook> watch = watch(quotas)) {
      assertThat(watch).isNotNull();
      awaitRate("acme", 5);
      Files.move(generation("g", "rate: 8/s\n"), quotas.resolve("..2"));
      swap(quotas.resolve("..data"), "..2");
      awaitRate("acme", 8);
    }
  }

  @Test
  void followsADirectoryThatIsItselfASwappedLink() throws Exception {
    generation("one", "rate: 5/s\n");
    generation("two", "rate: 8/s\n");
    Path quotas = Files.createSymbolicLink(temp.resolve("quotas"), Path.of("one"));
    try (DirectoryWatch<QuotaBook> watch = watch(quotas)) {
      assertThat(watch).isNotNull();
      awaitRate("acme", 5);
      swap(quotas, "two");
      awaitRate("acme", 8);
    }
  }

  @Test
  void keepsLookingAfterABrokenFile() throws Exception {
    Path file = Files.write(temp.resolve("tenants.yaml"), tenants("rate: 5/s"));
    BlockingQueue<Roster> rosters = new LinkedBlockingQueue<>();
    try (DirectoryWatch<Roster> watch = DirectoryWatch.start(file, Roster::read, rosters::add)) {
      assertThat(watch).isNotNull();
      Files.writeString(file, "tenants: [");
      Files.write(file, tenants("rate: 6/s"));
      assertThat(rosters.poll(5, TimeUnit.SECONDS)).isNotNull();
      Roster next = rosters.poll(5, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      assertThat(next.quotas().quotaOf("acme", NOW).rate()).isEqualTo(Rate.perSecond(6));
    }
  }

  @Test
  void refusesToStartOnABrokenFile() throws Exception {
    Path file = Files.writeString(temp.resolve("tenants.yaml"), "tenants: [");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectoryWatch.start(file, Roster::read, roster -> {}));
  }

  @Test
  void tellsWhetherWhatIsInForceStillStandsThere() throws Exception {
    Path file = Files.write(temp.resolve("tenants.yaml"), tenants("rate: 5/s"));
    BlockingQueue<String> looks = new LinkedBlockingQueue<>();
    DirectoryWatch.Observer observer =
        new DirectoryWatch.Observer() {
          @Override
          public void confirmed() {
            looks.add("confirmed");
          }

          @Override
          public void failed(String problem) {
            looks.add(problem);
          }
        };
    try (DirectoryWatch<Roster> watch =
        DirectoryWatch.start(file, Roster::read, roster -> {}, observer)) {
      assertThat(watch).isNotNull();
      assertThat(looks.poll()).isEqualTo("confirmed");
      Files.move(file, temp.resolve("aside"));
      awaitLooks(looks, look -> look.contains("nothing at"), 3);
      Files.move(temp.resolve("aside"), file);
      awaitLooks(looks, look -> look.equals("confirmed"), 3);
      Files.writeString(file, "tenants: [");
      awaitLooks(looks, look -> !look.equals("confirmed"), 4);
      Files.write(file, tenants("rate: 6/s"));
      awaitLooks(looks, look -> look.equals("confirmed"), 3);
    }
  }

  /** So many in a row: a look that finds nothing new must not forget what the last one found. */
  private static void awaitLooks(
      BlockingQueue<String> looks, Predicate<String> expected, int inARow) throws Exception {
    int seen = 0;
    for (int i = 0; seen < inARow; i++) {
      String look = looks.poll(5, TimeUnit.SECONDS);
      assertThat(look).isNotNull();
      assertThat(i).as("looks").isLessThan(200);
      seen = expected.test(look) ? seen + 1 : 0;
    }
  }

  private DirectoryWatch<QuotaBook> watch(Path quotas) throws IOException {
    return DirectoryWatch.start(quotas, QuotaDirectory::read, books::add);
  }

  private void awaitRate(String tenant, long rate) throws InterruptedException {
    while (true) {
      QuotaBook book = books.poll(5, TimeUnit.SECONDS);
      assertThat(book).as("a book with %s at %d/s", tenant, rate).isNotNull();
      if (book.quotaOf(tenant, NOW).rate().equals(Rate.perSecond(rate))) {
        return;
      }
    }
  }

  private Path generation(String name, String acme) throws IOException {
    Path directory = Files.createDirectory(temp.resolve(name));
    Files.writeString(directory.resolve("acme"), acme);
    return directory;
  }

  private void swap(Path link, String target) throws IOException {
    Path fresh = Files.createSymbolicLink(temp.resolve("fresh"), Path.of(target));
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] tenants(String quota) {
    return ("tenants:\n  - {id: acme, appId: a, appToken: t, quota: {" + quota + "}}\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
