package io.voucherctl.server.gateway.proof;

import io.voucherctl.server.gateway.proof.MemoryCurve.Sample;
import io.voucherctl.server.gateway.proof.QuietTenant.Figures;
import io.voucherctl.server.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code Hostile GATEWAY ADMIN PID CONNECTIONS SECONDS}: measures one quiet tenant and the
 * gateway's memory while other clients behave badly, one way after the other. Ends with 1 when the
 * tenant lost a request or waited too long, or the gateway took too much memory.
 */
public final class Hostile {
  private static final int MOST_RSS = 768;
  private static final int MOST_HEAP_AFTER_GC = 256;
  private static final int LONG_ANSWER = 300_000;
  private static final int REST_SECONDS = 5;
  private static final String VOUCHER = "hostile-proof";

  private final int port;
  private final int seconds;
  private final QuietTenant quiet;
  private final MemoryCurve memory;
  private final List<Figures> attacked = new ArrayList<>();

  private Hostile(int port, int adminPort, long pid, int seconds) {
    this.port = port;
    this.seconds = seconds;
    this.quiet = new QuietTenant(port, get("quiet", "/v1/vouchers/" + VOUCHER));
    this.memory = new MemoryCurve(adminPort, pid);
  }

  /** Runs all phases. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    prepare(port);
    Hostile hostile =
        new Hostile(
            port,
            Integer.parseInt(arguments[1]),
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[4]));
    System.exit(hostile.run(Integer.parseInt(arguments[3])) ? 0 : 1);
  }

  private static void prepare(int port) throws IOException {
    try (Wire wire = new Wire(port)) {
      post(wire, "quiet", "{\"code\":\"" + VOUCHER + "\"}");
      List<String> metadata = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        metadata.add("\"x" + i + "\":\"" + "x".repeat(LONG_ANSWER / 10) + "\"");
      }
      post(
          wire,
          "rough",
          "{\"code\":\"" + VOUCHER + "\",\"metadata\":{" + String.join(",", metadata) + "}}");
    }
  }

  private static void post(Wire wire, String tenant, String fields) throws IOException {
    String body =
        fields.substring(0, fields.length() - 1)
            + ",\"type\":\"DISCOUNT_VOUCHER\",\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100}}";
    Wire.Answer answer =
        wire.send(
                (line("POST", tenant, "/v1/vouchers")
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                    .getBytes(StandardCharsets.US_ASCII))
            .answer();
    if (answer.status() >= 300) {
      throw new IOException("cannot prepare: " + answer.body());
    }
  }

  private static String line(String method, String tenant, String target) {
    return "%s %s HTTP/1.1\r\nHost: t\r\nX-App-Id: %s-app\r\nX-App-Token: %s-token\r\n"
        .formatted(method, target, tenant, tenant);
  }

  private static String get(String tenant, String target) {
    return line("GET", tenant, target) + "\r\n";
  }

  private boolean run(int connections) throws InterruptedException {
    System.out.println(
        "phase                        ok  lost   p50 ms   p99 ms   max ms   RSS MB   heap MB (after"
            + " GC)");
    phase("warm-up", 15, null, 0);
    phase("before", REST_SECONDS, null, 0);
    AtomicLong taken = new AtomicLong();
    attack(
        connections + " idle connections",
        Attacks.idle("GET / HTTP/1.1\r\nHost: t\r\n\r\n"),
        connections);
    attack("500 slow heads", Attacks.slowLoris(get("rough", "/")), 500);
    attack("32 x 1 MB of headers", Attacks.largeHeads(), 32);
    attack(
        "4 x 2 GB in chunks", Attacks.largeBodies(line("POST", "rough", "/v1/vouchers"), taken), 4);
    attack(
        "400 that never read", Attacks.neverReading(get("rough", "/v1/vouchers/" + VOUCHER)), 400);
    quiet.stop();
    memory.stop();
    return verdict(taken.get());
  }

  private void attack(String name, Attack attack, int connections) throws InterruptedException {
    attacked.add(phase(name, seconds, attack, connections));
    System.out.println("  attackers: " + attack.fates());
    phase("  after it", REST_SECONDS, null, 0);
  }

  private Figures phase(String name, int length, Attack attack, int connections)
      throws InterruptedException {
    quiet.figures(name);
    int mark = memory.mark();
    if (attack != null) {
      attack.start(port, connections, length * 500);
    }
    Thread.sleep(length * 1000L);
    Figures figures = quiet.figures(name);
    print(figures, memory.since(mark));
    if (attack != null) {
      attack.stop();
    }
    return figures;
  }

  private static void print(Figures of, List<Sample> memory) {
    System.out.printf(
        Locale.ROOT,
        "%-26s %5d %5d %8.1f %8.1f %8.1f %8d %9d (%d)%n",
        of.phase(),
        of.answered(),
        of.lost(),
        of.p50(),
        of.p99(),
        of.max(),
        memory.stream().mapToLong(Sample::rss).max().orElse(-1),
        memory.stream().mapToLong(Sample::heap).max().orElse(-1),
        memory.stream().mapToLong(Sample::heapAfterGc).max().orElse(-1));
  }

  private boolean verdict(long taken) {
    List<Sample> all = memory.since(0);
    System.out.println("RSS  " + MemoryCurve.sparkline(all.stream().map(Sample::rss).toList()));
    System.out.println("heap " + MemoryCurve.sparkline(all.stream().map(Sample::heap).toList()));
    long lost = attacked.stream().mapToLong(Figures::lost).sum();
    double p99 = attacked.stream().mapToDouble(Figures::p99).max().orElse(0);
    long rss = all.stream().mapToLong(Sample::rss).max().orElse(0);
    long heap = all.stream().mapToLong(Sample::heapAfterGc).max().orElse(0);
    boolean mute = all.stream().anyMatch(sample -> sample.rss() < 0);
    boolean held = lost == 0 && rss <= MOST_RSS && heap <= MOST_HEAP_AFTER_GC && !mute;
    quiet.losses().forEach(loss -> System.out.println("lost: " + loss));
    System.out.printf(
        Locale.ROOT,
        "%s: the quiet tenant lost %d requests, worst p99 %.1f ms; RSS %d MB (bound"
            + " %d), heap after GC %d MB (bound %d); at most %d MB of a 2 GB body taken%s%n",
        held ? "held" : "FAILED",
        lost,
        p99,
        rss,
        MOST_RSS,
        heap,
        MOST_HEAP_AFTER_GC,
        taken >> 20,
        mute ? "; the admin port did not always answer" : "");
    return held;
  }
}
