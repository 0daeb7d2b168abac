package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.serve.ServeApiCommand.ApiPlan;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import io.voucherctl.server.voucher.VoucherServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve api --tenants}: who is let in, and what is said of keys that cannot be used. */
@Timeout(30)
class ServeApiTenantsTest {
  private static final String HALF_A_CLIENT_PAIR =
      "tenants: [{id: acme, appId: a, appToken: hush, clientToken: hush2, quota: {rate: 5/s}}]";

  @TempDir Path folder;
  private final List<ApiPlan> asked = new ArrayList<>();
  private int port;
  private int word;
  private Path tenants;

  @BeforeEach
  void writeTenants() throws Exception {
    DemoTenants demo = new DemoTenants(new SplittableRandom(1));
    tenants = Files.write(folder.resolve("tenants.yaml"), TenantsFile.format(demo.make()));
  }

  @Test
  void theApiChecksKeysItselfOnlyWhenItIsGivenTenants() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    Files.writeString(keys.resolve("acme"), "appId: a\nappToken: b\n");
    for (Path source : List.of(tenants, keys)) {
      CommandRun run = run("--port=0", "--tenants", source.toString());
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(asked.getLast().tenants()).contains(source);
      assertThat(word).isEqualTo(401);
    }
    run("--port=0");
    assertThat(word).isEqualTo(404);
  }

  @Test
  void tenantsThatTheApiCannotUseAreAUsageErrorWithoutASecret() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "tenants: [{appToken: hush-hush");
    Path half = Files.writeString(folder.resolve("half"), HALF_A_CLIENT_PAIR);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Map<Path, String> words =
        Map.of(
            folder.resolve("nowhere"),
            "error: there is no tenants file or directory " + folder,
            broken,
            "error: " + broken + ": not a tenants file: broken YAML at line 1",
            half,
            "error: " + half + ": tenant acme: needs both clientAppId and clientToken",
            binary,
            "error: cannot read the tenants file or directory " + binary,
            empty,
            "error: there are no usable keys in " + empty);
    words.forEach((path, said) -> {
      CommandRun run = run("--port=0", "--tenants=" + path);
      assertThat(run.exit()).as(said).isEqualTo(2);
      assertThat(run.err()).contains(said).doesNotContain("hush");
      assertThat(run.out()).isEmpty();
    });
    assertThat(asked).isEmpty();
  }

  private CommandRun run(String... arguments) {
    Foreground foreground = () -> word = statusForTheGatewaysWord();
    return CommandRun.of(
        CommandRun.line(
            ServeApiCommand.class,
            false,
            List.of(
                new ServeApiCommand(this::start, foreground, new DatabaseLogin(null, null, null)))),
        arguments);
  }

  private VoucherServer start(ApiPlan plan) {
    asked.add(plan);
    VoucherServer server =
        Ports.bound(() ->
            VoucherServer.start(
                new VoucherServer.Plan(
                    Ports.HOST,
                    plan.port(),
                    plan.store(),
                    plan.tenants(),
                    InstantSource.system(),
                    new SplittableRandom(1))));
    port = server.port();
    return server;
  }

  /** What somebody gets who has no keys and puts a tenant's name into the gateway's header. */
  private int statusForTheGatewaysWord() {
    try (Socket socket = new Socket(InetAddress.ofLiteral(Ports.HOST), port)) {
      String ask = "GET /v1/vouchers/X HTTP/1.1\r\nHost: x\r\n" + Tenant.HEADER + ": acme\r\n\r\n";
      socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
      byte[] line = socket.getInputStream().readNBytes(12);
      return Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
