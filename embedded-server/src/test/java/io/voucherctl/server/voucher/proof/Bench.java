package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Api.Door;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Durable redemptions against raw commits of the same file system, validates on many vouchers
 * against few, and the memory that both take. Everything is measured in turns, so that what the
 * machine does besides hurts both sides alike.
 *
 * <p>Arguments: java, folder of the packaged program, working directory, many, rounds, seconds.
 */
public final class Bench {
  private static final int FEW = 1_000;
  private static final double COMMITS_AIM = 5;
  private static final double FLAT_AIM = 0.9;
  private static final long MEMORY_AIM = 256L << 20;
  private static final String TENANT = "bench";

  private final List<String> pod;
  private final Path directory;
  private final int many;
  private final int rounds;
  private final Clients clients;
  private boolean met = true;

  private Bench(String[] arguments) {
    this.pod = pod(arguments[0], Path.of(arguments[1], "lib"));
    this.directory = Path.of(arguments[2]);
    this.many = Integer.parseInt(arguments[3]);
    this.rounds = Integer.parseInt(arguments[4]);
    this.clients = new Clients(Integer.parseInt(arguments[5]));
  }

  /** Ends with 1 when an aim is missed. */
  public static void main(String[] arguments) throws Exception {
    Bench bench = new Bench(arguments);
    load("before");
    bench.durability();
    bench.flatness();
    load("after");
    System.exit(bench.met ? 0 : 1);
  }

  /** As the region's kubelet starts the API: a heap of a quarter of the pod's 512 MiB. */
  private static List<String> pod(String java, Path lib) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.config.file=" + lib.resolve("logging.properties")));
    if (Files.exists(lib.resolve("voucherctl.aot"))) {
      argv.add("-XX:AOTCache=" + lib.resolve("voucherctl.aot"));
    }
    argv.addAll(List.of("-cp", lib.resolve("voucherctl.jar").toString(), "io.voucherctl.cli.Main"));
    return argv;
  }

  private void durability() throws Exception {
    try (Served api = serve("durable");
        Connection raw = raw()) {
      Door door = Door.api(api.port(), TENANT);
      try (Api caller = door.open()) {
        for (int i = 0; i < Clients.COUNT; i++) {
          caller
              .post("/v1/vouchers/R" + i, "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":5}}")
              .sure();
        }
      }
      clients.run(door, Bench::redeem);
      Turns turns = new Turns("raw commits/s", "redemptions/s", "  with an order");
      for (int i = 0; i < rounds; i++) {
        turns.add(
            commits(raw), clients.run(door, Bench::redeem), clients.run(door, Bench::redeemOrder));
      }
      System.out.printf(
          "durable redemptions over HTTP, %d clients, against single-row commits%n", Clients.COUNT);
      turns.print();
      aim("ratio", turns.ratio(1), COMMITS_AIM);
      memory(api, "while redeeming");
    }
  }

  private static int redeem(Api api, RandomGenerator random) throws IOException {
    return api.status("/v1/vouchers/R" + random.nextInt(Clients.COUNT) + "/redemption", "{}");
  }

  /** The same, and it stores an order and a customer. */
  private static int redeemOrder(Api api, RandomGenerator random) throws IOException {
    return api.status(
        "/v1/vouchers/R" + random.nextInt(Clients.COUNT) + "/redemption",
        """
        {"customer":{"source_id":"k-%d"},"order":{"amount":5000}}\
        """
            .formatted(random.nextInt(1_000)));
  }

  private Connection raw() throws SQLException {
    Connection raw = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("raw.db"));
    try (Statement statement = raw.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("CREATE TABLE row (seq INTEGER PRIMARY KEY, value TEXT)");
    }
    return raw;
  }

  private double commits(Connection raw) throws SQLException {
    try (PreparedStatement insert = raw.prepareStatement("INSERT INTO row (value) VALUES (?)")) {
      long start = System.nanoTime();
      long end = start + clients.nanos();
      int count = 0;
      while (System.nanoTime() < end) {
        insert.setString(1, "one row");
        insert.executeUpdate();
        count++;
      }
      return count / ((System.nanoTime() - start) / 1e9);
    }
  }

  private void flatness() throws Exception {
    try (Served large = serve("many");
        Served small = serve("few")) {
      Door tall = Door.api(large.port(), TENANT);
      Door low = Door.api(small.port(), TENANT);
      long start = System.nanoTime();
      ManyVouchers.issue(tall, directory.resolve("many/vouchers.db"), many);
      ManyVouchers.issue(low, directory.resolve("few/vouchers.db"), FEW);
      System.out.printf(
          "validates on %,d vouchers against %,d (filled in %.0f s)%n",
          many, FEW, (System.nanoTime() - start) / 1e9);
      clients.run(low, validate(FEW));
      clients.run(tall, validate(many));
      Turns turns = new Turns("of few, /s", "of many, /s");
      for (int i = 0; i < rounds; i++) {
        turns.add(clients.run(low, validate(FEW)), clients.run(tall, validate(many)));
      }
      turns.print();
      aim("ratio", turns.ratio(1), FLAT_AIM);
      memory(large, "while validating on many");
    }
  }

  private static Clients.Call validate(int vouchers) {
    return (api, random) ->
        api.status(
            "/v1/vouchers/" + ManyVouchers.code(random.nextInt(vouchers)) + "/validate",
            "{\"order\":{\"amount\":5000}}");
  }

  private Served serve(String name) throws IOException {
    return Served.api(pod, directory.resolve(name), directory.resolve(name + ".log"));
  }

  private void aim(String what, double found, double aim) {
    met &= found >= aim;
    System.out.printf(
        "  %s, median: %.2f (aim: at least %.1f) %s%n",
        what, found, aim, found >= aim ? "met" : "MISSED");
  }

  private void memory(Served api, String when) throws IOException {
    long peak = api.peakBytes();
    met &= peak <= MEMORY_AIM;
    System.out.printf(
        "  memory of the API process %s, peak: %d MiB (aim: at most %d) %s%n",
        when, peak >> 20, MEMORY_AIM >> 20, peak <= MEMORY_AIM ? "met" : "MISSED");
  }

  private static void load(String when) {
    System.out.printf(
        Locale.ROOT,
        "load average %s: %.2f on %d processors%n",
        when,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }
}
