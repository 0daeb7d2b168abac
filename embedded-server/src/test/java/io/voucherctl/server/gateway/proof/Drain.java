package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code Drain API CODE SECONDS STOPPING PID [OTHER]}: redeems one voucher over 64 kept-alive
 * connections, without a pause, and ends the gateway that listens on STOPPING in the middle. A
 * client that is told to leave goes to OTHER, or is done. With 0 for PID it ends nothing and goes
 * on for as long again. Ends with 1 when a request that was sent got no answer, or the API has not
 * served exactly what was answered. API is asked with both a gateway's credentials and a tenant's
 * name.
 */
public final class Drain {
  private static final int CLIENTS = 64;
  private static final String CREDENTIALS =
      "X-App-Id: proof-app\r\nX-App-Token: proof-token\r\nContent-Type: application/json\r\n";

  private final List<Integer> ports;
  private final byte[] redeem;
  private final LongAdder answered = new LongAdder();
  private final LongAdder told = new LongAdder();
  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private Drain(List<Integer> ports, String code) {
    this.ports = ports;
    this.redeem =
        ("POST /v1/vouchers/"
                + code
                + "/redemption HTTP/1.1\r\nHost: t\r\n"
                + CREDENTIALS
                + "Content-Length: 2\r\n\r\n{}")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** Runs one round. */
  public static void main(String[] arguments) throws Exception {
    int api = Integer.parseInt(arguments[0]);
    String code = arguments[1];
    List<Integer> ports = new ArrayList<>(List.of(Integer.parseInt(arguments[3])));
    if (arguments.length > 5) {
      ports.add(Integer.parseInt(arguments[5]));
    }
    create(api, code);
    Drain drain = new Drain(ports, code);
    drain.run(Long.parseLong(arguments[4]), Integer.parseInt(arguments[2]) * 1000L);
    System.exit(drain.verdict(redeemed(api, code)) ? 0 : 1);
  }

  private static void create(int api, String code) throws IOException {
    String body =
        "{\"code\":\"%s\",\"type\":\"DISCOUNT_VOUCHER\",\"redemption\":{\"quantity\":null},"
                .formatted(code)
            + "\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100}}";
    ask(api, "POST /v1/vouchers", body);
  }

  private static long redeemed(int api, String code) throws IOException {
    String voucher = ask(api, "GET /v1/vouchers/" + code, "");
    return new ObjectMapper().readTree(voucher).at("/redemption/redeemed_quantity").asLong(-1);
  }

  private static String ask(int api, String line, String body) throws IOException {
    String request =
        "%s HTTP/1.1\r\nHost: t\r\n%sX-Voucherctl-Tenant: proof\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(line, CREDENTIALS, body.length(), body);
    try (Wire wire = new Wire(api)) {
      Wire.Answer answer = wire.send(request.getBytes(StandardCharsets.US_ASCII)).answer();
      if (answer.status() >= 300) {
        throw new IOException(line + ": " + answer.body());
      }
      return answer.body();
    }
  }

  private void run(long pid, long millis) throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int first = i % ports.size();
      clients.add(Thread.ofVirtual().start(() -> client(first)));
    }
    Thread.sleep(millis);
    if (pid == 0) {
      Thread.sleep(millis);
    } else {
      ProcessHandle gateway = ProcessHandle.of(pid).orElseThrow();
      gateway.destroy();
      gateway.onExit().join();
    }
    over = true;
    for (Thread client : clients) {
      client.join();
    }
  }

  /** Sends requests until told to leave, then elsewhere if there is an elsewhere. */
  private void client(int first) {
    int at = first;
    while (!over) {
      try (Wire wire = new Wire(ports.get(at))) {
        if (!converse(wire)) {
          return;
        }
      } catch (ConnectException e) {
        lost.add(e + ", although nobody was sent here");
        return;
      } catch (IOException e) {
        lost.add(String.valueOf(e));
      }
      if (ports.size() == 1) {
        return;
      }
      at = 1;
    }
  }

  /** Whether the other side ended it. */
  private boolean converse(Wire wire) throws IOException {
    while (!over) {
      Wire.Answer answer = wire.send(redeem).answer();
      if (answer.status() == 200) {
        answered.increment();
      } else {
        lost.add(answer.status() + " " + answer.body());
      }
      if (answer.header("connection").equals("close")) {
        told.increment();
        return true;
      }
    }
    return false;
  }

  private boolean verdict(long served) {
    boolean sound = lost.isEmpty() && answered.sum() == served && answered.sum() > CLIENTS;
    lost.stream().limit(5).forEach(loss -> System.out.println("lost: " + loss));
    System.out.printf(
        "%s: %d answered, %d served, %d lost; %d times a client was told to leave%n",
        sound ? "held" : "FAILED", answered.sum(), served, lost.size(), told.sum());
    return sound;
  }
}
