package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One tenant floods a gateway that leaks, another calls quietly. First without watermarks, until
 * the gateway dies; then with them, for so many times as long.
 *
 * <p>{@code Heap LAUNCHER DIRECTORY MEGABYTES TIMES}
 */
public final class Heap {
  private static final int FLOOD_PER_SECOND = 1_500;
  private static final int QUIET_PER_SECOND = 50;
  private static final long WARM_UP_MILLIS = 8_000;
  private static final long LONGEST_MILLIS = 600_000;

  /** A heap that is fuller spends its time on collections; what it admits meanwhile is noise. */
  private static final double FULL = 0.85;

  private static final int HEAP_EXHAUSTED = 3;

  private final String launcher;
  private final Path directory;
  private final int megabytes;
  private final String apiUrl;

  private Heap(String launcher, Path directory, int megabytes, String apiUrl) {
    this.launcher = launcher;
    this.directory = directory;
    this.megabytes = megabytes;
    this.apiUrl = apiUrl;
  }

  /** Ends with 1 when watermarks do not keep the gateway alive, or cost the neighbour anything. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    Files.writeString(
        directory.resolve("tenants.yaml"),
        """
        tenants:
        - {id: flood, appId: app-flood, appToken: token-flood, quota: {rate: 20/s, burst: 40}}
        - {id: quiet, appId: app-quiet, appToken: token-quiet, quota: {rate: 200/s, burst: 400}}
        """);
    List<String> api = List.of("api", "--port", "0");
    try (Gate upstream = Gate.start(arguments[0], 0, directory.resolve("api.log"), api)) {
      int megabytes = Integer.parseInt(arguments[2]);
      Heap heap = new Heap(arguments[0], directory, megabytes, upstream.url());
      System.exit(heap.compare(Integer.parseInt(arguments[3])) ? 0 : 1);
    }
  }

  private boolean compare(int times) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "heap %d MB, defect as1; flood: %d distinct codes/s, quota 20/s; quiet: %d/s%n",
        megabytes,
        FLOOD_PER_SECOND,
        QUIET_PER_SECOND);
    Life off = live(LONGEST_MILLIS, "--shed-at", "off", "--refuse-at", "off");
    off.print("watermarks off");
    Life on = live(times * off.millis());
    on.print("watermarks on");
    boolean died = off.exitCode() != null && off.exitCode() == HEAP_EXHAUSTED;
    boolean lives = on.exitCode() == null && on.shedAfterMillis() >= 0;
    Traffic.Tally quiet = on.quiet();
    boolean whole = quiet.good() == quiet.sent() && quiet.sent() > 0;
    System.out.printf(
        Locale.ROOT,
        "verdict: %s; the leak is %.0f bytes per request (R^2 %.4f); off: %s; on: %s%s%n",
        died && lives && whole ? "the watermarks keep it alive" : "NOT PROVED",
        off.leak().bytesPerRequest(),
        off.leak().rSquared(),
        off.fate(),
        on.fate(),
        whole ? ", the neighbour lost nothing" : ", the neighbour was hurt");
    return died && lives && whole;
  }

  /** Floods a new gateway until it dies, but no longer than so many milliseconds. */
  private Life live(long mostMillis, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("gateway", "--port", "0", "--admin-port", "0", "--defect", "as1"));
    arguments.addAll(List.of("--upstream", apiUrl));
    arguments.addAll(List.of("--tenants", directory.resolve("tenants.yaml").toString()));
    arguments.addAll(List.of(options));
    Path log = directory.resolve("gateway.log");
    try (Gate gateway = Gate.start(launcher, megabytes, log, arguments)) {
      Traffic warm = Traffic.start(gateway.port(), "quiet", _ -> "NONE", 200, 4);
      Thread.sleep(WARM_UP_MILLIS);
      warm.stop();
      return flood(gateway, mostMillis);
    }
  }

  private static Life flood(Gate gateway, long mostMillis) throws Exception {
    Life life = new Life();
    long start = System.nanoTime();
    Traffic quiet = Traffic.start(gateway.port(), "quiet", _ -> "NONE", QUIET_PER_SECOND, 4);
    Traffic flood =
        Traffic.start(gateway.port(), "flood", number -> "G-" + number, FLOOD_PER_SECOND, 32);
    long millis = 0;
    while (gateway.alive() && millis < mostMillis) {
      look(gateway, life, millis, quiet);
      Thread.sleep(100);
      millis = (System.nanoTime() - start) / 1_000_000;
    }
    boolean alive = gateway.alive();
    // What nobody answers any more is lost, but the gateway's life is what is counted.
    Traffic.Tally quietInLife = quiet.tally();
    Traffic.Tally floodInLife = flood.tally();
    quiet.stop();
    flood.stop();
    if (alive) {
      life.end(millis, null, quiet.tally(), flood.tally());
    } else {
      life.end(millis, gateway.exitCode(), quietInLife, floodInLife);
    }
    return life;
  }

  private static void look(Gate gateway, Life life, long millis, Traffic quiet)
      throws InterruptedException {
    JsonNode status;
    try {
      status = new ObjectMapper().readTree(gateway.page("/status").body());
    } catch (IOException e) {
      return; // it is busy collecting, or dead
    }
    long admitted = 0;
    for (JsonNode tenant : status.get("tenants")) {
      for (JsonNode route : tenant.get("routes")) {
        admitted += route.get("admitted").asLong();
      }
    }
    long live = status.at("/heap/usedAfterLastGcBytes").asLong();
    long most = status.at("/heap/maxBytes").asLong();
    life.saw(admitted, live, most, live < FULL * most);
    if (!status.at("/overload/shed").isEmpty()) {
      life.shed(millis, quiet.tally());
    }
  }
}
