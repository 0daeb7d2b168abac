package io.voucherctl.server.gateway.proof;

import io.voucherctl.server.gateway.proof.Spellings.Spelling;
import io.voucherctl.server.http.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes one request in many ways, far more often than a quota allows, and prints how many of each
 * got through: under the tenant's quota, under a cap of the route, and with the AS1 defect on. Each
 * way has tenants of its own, so that each begins with full buckets.
 *
 * <p>{@code Ways write DIRECTORY} writes tenants and quotas; {@code Ways ask SOUND DEFECT}, two
 * gateways' ports, asks.
 */
public final class Ways {
  private static final int REQUESTS = 60;
  private static final int BURST = 10;

  /** The rate is one a minute: a slow run may see one token come back. */
  private static final int MOST = BURST + 1;

  /** What became of the requests of one way. */
  private record Fate(int passed, int limited, int refused) {
    boolean escaped() {
      return passed > MOST;
    }

    @Override
    public String toString() {
      return "%2d %2d %2d".formatted(passed, limited, refused);
    }
  }

  private Ways() {}

  /** Ends with 1 when a way escapes a gateway without the defect, or the defect lets none out. */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("write")) {
      write(Path.of(arguments[1]));
      return;
    }
    System.exit(ask(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])) ? 0 : 1);
  }

  private static void write(Path directory) throws IOException {
    Path quotas = Files.createDirectory(directory.resolve("quotas"));
    StringBuilder tenants = new StringBuilder("tenants:\n");
    for (int way = 0; way < Spellings.all().size(); way++) {
      tenant(tenants, quotas, "quota-" + way, "rate: 1/m\nburst: 10\n");
      tenant(
          tenants,
          quotas,
          "cap-" + way,
          "rate: 1000/s\nroutes: {'/v1/vouchers/{code}/validate': {rate: 1/m, burst: 10}}\n");
    }
    Files.writeString(directory.resolve("tenants.yaml"), tenants);
  }

  private static void tenant(StringBuilder tenants, Path quotas, String id, String quota)
      throws IOException {
    tenants.append(
        "- {id: %1$s, appId: app-%1$s, appToken: token-%1$s, quota: {rate: 1/s}}%n".formatted(id));
    Files.writeString(quotas.resolve(id), quota);
  }

  private static boolean ask(int sound, int defect) {
    System.out.printf(
        "%d requests each, %d of them allowed; passed, limited, refused%n", REQUESTS, BURST);
    System.out.printf("%-36s %8s  %8s  %11s%n", "WRITTEN", "QUOTA", "CAP", "WITH DEFECT");
    List<Spelling> all = Spellings.all();
    int escaped = 0;
    int escapedWithDefect = 0;
    for (int way = 0; way < all.size(); way++) {
      Spelling spelling = all.get(way);
      Fate quota = fate(spelling, "quota-" + way, sound);
      Fate cap = fate(spelling, "cap-" + way, sound);
      Fate broken = fate(spelling, "quota-" + way, defect);
      escaped += quota.escaped() || cap.escaped() ? 1 : 0;
      escapedWithDefect += broken.escaped() ? 1 : 0;
      System.out.printf(
          "%-36s %s  %s  %s %s%n",
          spelling.what(), quota, cap, broken, broken.escaped() ? "ESCAPES" : "");
      if (quota.escaped() || cap.escaped()) {
        System.out.println("  WRONG: it escapes without the defect");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "verdict: of %d ways %d escape; with the defect %d%n",
        all.size(),
        escaped,
        escapedWithDefect);
    return escaped == 0 && escapedWithDefect > 0;
  }

  private static Fate fate(Spelling spelling, String tenant, int port) {
    String keys = "X-App-Id: app-%1$s\r\nX-App-Token: token-%1$s\r\n".formatted(tenant);
    int passed = 0;
    int limited = 0;
    try (Line line = new Line(port)) {
      if (spelling.piped()) {
        line.sendAll(spelling, keys);
      }
      for (int i = 0; i < REQUESTS; i++) {
        Wire.Answer answer = spelling.piped() ? line.next() : line.ask(spelling, keys, i);
        // Only who was admitted or limited is told of a quota.
        boolean counted = answer != null && !answer.header("x-rate-limit-limit").isEmpty();
        limited += counted && answer.status() == 429 ? 1 : 0;
        passed += counted && answer.status() != 429 ? 1 : 0;
      }
    }
    return new Fate(passed, limited, REQUESTS - passed - limited);
  }

  /** Nobody else's: the defect's buckets belong to paths, whoever asks. */
  private static String code(Spelling spelling, int i) {
    return "W" + Integer.toUnsignedString(spelling.what().hashCode(), 36) + "N" + i;
  }

  /** A connection that is made anew when the gateway ends it. */
  private static final class Line implements AutoCloseable {
    private final int port;
    private Wire wire;

    Line(int port) {
      this.port = port;
    }

    void sendAll(Spelling spelling, String keys) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < REQUESTS; i++) {
        all.writeBytes(spelling.bytes(keys, code(spelling, i)));
      }
      try {
        wire = new Wire(port).send(all.toByteArray());
      } catch (IOException e) {
        close();
      }
    }

    /** Null when there is none. */
    Wire.Answer next() {
      try {
        return wire == null ? null : wire.answer();
      } catch (IOException e) {
        close();
        return null;
      }
    }

    Wire.Answer ask(Spelling spelling, String keys, int i) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          if (wire == null) {
            wire = new Wire(port);
          }
          wire.send(spelling.bytes(keys, code(spelling, i)));
          Wire.Answer answer = wire.answer(spelling.head());
          if (answer.header("connection").equals("close")) {
            close();
          }
          return answer;
        } catch (IOException e) {
          close();
        }
      }
      return null;
    }

    @Override
    public void close() {
      try {
        if (wire != null) {
          wire.close();
        }
      } catch (IOException e) {
        System.err.println("a connection could not be closed: " + e.getMessage());
      }
      wire = null;
    }
  }
}
