package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.serve.ServeApiCommand.ApiPlan;
import io.voucherctl.server.gateway.DirectoryFeed;
import io.voucherctl.server.gateway.FailureMode;
import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.GatewayServer;
import io.voucherctl.server.gateway.OverloadLimits;
import io.voucherctl.server.gateway.redis.RedisAddress;
import io.voucherctl.server.quota.TenantsFile;
import io.voucherctl.server.voucher.VoucherServer;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that run alone: {@code serve api} and {@code serve gateway}. */
@Timeout(30)
class ServePartsTest {
  private static final DatabaseLogin LOGIN = new DatabaseLogin("shop", "hush", null);

  @TempDir Path folder;
  private final List<Object> asked = new ArrayList<>();
  private final List<Boolean> listening = new ArrayList<>();
  private int port;
  private Path tenants;

  @BeforeEach
  void writeTenants() throws Exception {
    DemoTenants demo = new DemoTenants(new SplittableRandom(1));
    tenants = Files.write(folder.resolve("tenants.yaml"), TenantsFile.format(demo.make()));
  }

  @Test
  void theApiSaysWhereItIsStaysUntilItIsAskedToStopAndIsGone() {
    CommandRun run = run("api", "--port", "0");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("voucher API http://127.0.0.1:" + port + "\n");
    assertThat(run.err()).isEqualTo("ready; stop with Ctrl-C\n");
    assertThat(asked).containsExactly(new ApiPlan(0, new StoreAddress.Memory(), Optional.empty()));
    assertThat(listening).containsExactly(true);
    assertThat(listens()).isFalse();
  }

  @Test
  void theApisAddressIsOneJsonObject() {
    CommandRun run = run("api", "--port", "0", "-o", "json", "-q");
    assertThat(run.out())
        .isEqualTo(
            "{\"schema\":\"voucherctl.serve-part/v1\",\"part\":\"voucher API\","
                + "\"url\":\"http://127.0.0.1:"
                + port
                + "\",\"store\":\"memory\"}\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theApisDataIsMadeAbsolute() {
    run("api", "--port", "0", "--data", folder.resolve("x/..").toString());
    assertThat(((ApiPlan) asked.getFirst()).store())
        .isEqualTo(new StoreAddress.Directory(folder.resolve("x/..")));
  }

  @Test
  void theApisDatabaseIsLoggedInToAsTheEnvironmentSays() {
    CommandRun run =
        run("api", "--port=0", "--store=jdbc:postgresql://127.0.0.1:1/shop", "-o", "json");
    StoreAddress.Postgres store = (StoreAddress.Postgres) ((ApiPlan) asked.getFirst()).store();
    assertThat(store.url()).isEqualTo("jdbc:postgresql://127.0.0.1:1/shop");
    assertThat(store.user()).isEqualTo("shop");
    assertThat(store.password()).isEqualTo("hush");
    assertThat(run.out()).contains("\"store\":\"postgresql\"").doesNotContain("hush");
    assertThat(run.err()).doesNotContain("hush");
  }

  @Test
  void theGatewaySaysWhereItIsStaysUntilItIsAskedToStopAndIsGone() {
    CommandRun run = run(gateway());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("gateway http://127.0.0.1:" + port + "\n");
    assertThat(run.err()).matches("ready, admin port \\d+; stop with Ctrl-C\n");
    assertThat(asked)
        .containsExactly(
            new GatewayStart(
                GatewayPlan.Listen.plain(Ports.HOST, 0, 0),
                URI.create("http://127.0.0.1:9"),
                files(null, null),
                new GatewayPlan.Limits(OverloadLimits.DEFAULTS, false),
                null));
    assertThat(listening).containsExactly(true);
    assertThat(listens()).isFalse();
  }

  @Test
  void theGatewaysFlagsBecomeAStart() throws Exception {
    Path quotas = Files.createDirectory(folder.resolve("quotas"));
    Path fleet = folder.resolve("fleet");
    run(
        gateway(
            "--quotas",
            quotas.toString(),
            "--fleet",
            fleet.toString(),
            "--defect",
            "as1",
            "--shed-at",
            "60%",
            "--refuse-at",
            "off",
            "--max-in-flight",
            "7"));
    assertThat(asked)
        .containsExactly(
            new GatewayStart(
                GatewayPlan.Listen.plain(Ports.HOST, 0, 0),
                URI.create("http://127.0.0.1:9"),
                files(quotas, fleet),
                new GatewayPlan.Limits(new OverloadLimits(60, null, 7), true),
                null));
  }

  @Test
  void theGatewaySpeaksTls() throws Exception {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    makePair(certificate, key);
    CommandRun run = run(gateway("--tls-cert=" + certificate, "--tls-key=" + key));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("gateway https://127.0.0.1:" + port + "\n");
    assertThat(((GatewayStart) asked.getFirst()).listen().tls())
        .isEqualTo(new GatewayPlan.Tls(certificate, key));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.2, 127.0.0.2", "0.0.0.0, 0.0.0.0", "::1, [0:0:0:0:0:0:0:1]"})
  void theGatewayListensWhereItIsTold(String host, String shown) {
    CommandRun run = run(gateway("--host", host));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("gateway http://" + shown + ":" + port + "\n");
  }

  @ParameterizedTest
  @CsvSource({"gateway.example", "127.0.0.256", "''", "127.0.0.1:80"})
  void aHostThatIsNoAddressIsAUsageError(String host) {
    CommandRun run = run(gateway("--host=" + host));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: '" + host + "' is no address to listen on\n");
    assertThat(asked).isEmpty();
  }

  @Test
  void theLimiterIsReadWithItsFailureModeAndItsPassword() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hush\nnot this\n");
    run(gateway("--limiter=redis://127.0.0.1:7000/2"));
    run(
        gateway(
            "--limiter=redis://cache",
            "--limiter-failure=closed",
            "--limiter-password-file=" + secret));
    assertThat(asked)
        .extracting(start -> ((GatewayStart) start).limiter())
        .containsExactly(
            new LimiterStart(new RedisAddress("127.0.0.1", 7000, 2, null, null), FailureMode.LOCAL),
            new LimiterStart(new RedisAddress("cache", 6379, 0, null, "hush"), FailureMode.CLOSED));
    assertThat(asked.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--limiter=http://hush",
        "--limiter=redis://:hush@127.0.0.1:7000",
        "--limiter=redis://u:hu sh@127.0.0.1",
        "--limiter=redis://h --limiter-failure=maybe",
        "--limiter=redis://h --limiter-password-file=/nowhere",
        "--limiter=redis://h --limiter-password-file=/dev/null",
        "--limiter-failure=open",
        "--limiter-password-file=/dev/null"
      })
  void aLimiterThatIsNoneIsAUsageErrorThatKeepsTheSecret(String options) {
    CommandRun run = run(gateway(options.split(" (?=--)")));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out() + run.err()).doesNotContain("hush").doesNotContain("hu sh");
    assertThat(asked).isEmpty();
  }

  private void makePair(Path certificate, Path key) throws Exception {
    Path file = folder.resolve("keys");
    String keytool =
        "-genkeypair -alias a -keyalg EC -dname CN=a -storepass secret -keystore " + file;
    List<String> command = new ArrayList<>(List.of(keytool.split(" ")));
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    char[] password = "secret".toCharArray();
    KeyStore keys = KeyStore.getInstance(file.toFile(), password);
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("a").getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey("a", password).getEncoded()));
  }

  private static String pem(String label, byte[] bytes) {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  @Test
  void aCertificateThatIsNoneIsAUsageError() throws Exception {
    Path file = Files.writeString(folder.resolve("tls.crt"), "none");
    CommandRun run = run(gateway("--tls-cert=" + file, "--tls-key=" + file));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "error: there is no PEM certificate in %s\nhint: PEM: a chain, own certificate first,"
                    .formatted(file)
                + " and a PKCS#8 key\n");
    Path nowhere = folder.resolve("nowhere");
    run = run(gateway("--tls-cert=" + nowhere, "--tls-key=" + file));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("error: there is no certificate file " + nowhere + "\n");
  }

  @Test
  void aCertificateWithoutItsKeyIsAUsageError() {
    for (String flag : List.of("--tls-cert=x", "--tls-key=x")) {
      CommandRun run = run(gateway(flag));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("--tls-cert and --tls-key go together");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--shed-at, 100%, 'is not a share of the heap; write 1% to 99%, or off'",
    "--shed-at, 0%, 'is not a share of the heap'",
    "--refuse-at, 0.9, 'is not a share of the heap'",
    "--refuse-at, OFF, 'is not a share of the heap'",
    "--shed-at, 90%, '90 % is not below 90 %'",
    "--max-in-flight, 0, 'at least 1 request may be under way, not 0'"
  })
  void aMarkThatIsNoneIsAUsageError(String option, String value, String words) {
    CommandRun run = run(gateway(option, value));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(words);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "70000"})
  void aPortThatIsNoneIsAUsageError(String number) {
    String words = "error: a port is 0 to 65535, not " + number;
    for (CommandRun run :
        List.of(
            run("api", "--port=" + number),
            run(gateway("--port=" + number)),
            run(gateway("--admin-port=" + number)))) {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains(words);
    }
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8081",
        "https://127.0.0.1:8081",
        "http:///path",
        "ftp://127.0.0.1",
        "http://127.0.0.1:8081/api",
        "http://127.0.0.1:8081?x=1",
        "http://127.0.0.1:8081#x",
        "http://user:secret@127.0.0.1:8081"
      })
  void anUpstreamThatIsNoneIsAUsageError(String upstream) {
    CommandRun run = run(gateway("--upstream=" + upstream));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  @Test
  void aGatewayCanWatchTheClusterThatIsNamed() {
    run(
        gateway(
            "--tenants=", "--watch", "--context=prod", "-n", "shop", "--fleet-selector=app=gw"));
    run(gateway("--tenants=", "--watch"));

    assertThat(asked)
        .extracting(start -> ((GatewayStart) start).source())
        .containsExactly(
            new GatewaySource.Cluster(new KubeTarget(null, "prod", "shop"), "app=gw"),
            new GatewaySource.Cluster(new KubeTarget(null, null, null), null));
  }

  @ParameterizedTest
  @CsvSource({
    "--watch, choose one of the two",
    "--fleet-selector=app=gateway, files count by --fleet",
  })
  void filesAndAClusterDoNotGoTogether(String option, String hint) {
    CommandRun run = run(gateway(option));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(hint);
    assertThat(asked).isEmpty();
  }

  @Test
  void aFleetIsNotEveryPodThereIs() {
    assertThat(run(gateway("--tenants=", "--watch", "--fleet-selector= ")).err())
        .contains("--fleet-selector names no label");
    assertThat(asked).isEmpty();
  }

  @Test
  void tenantsThatAreNotThereAreAUsageError() {
    CommandRun run = run(gateway("--tenants=" + folder.resolve("nowhere")));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("there is no tenants file or directory " + folder);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "api, --port",
    "gateway --admin-port 0 --upstream http://127.0.0.1:9 --tenants x, --port",
    "gateway --port 0 --upstream http://127.0.0.1:9 --tenants x, --admin-port",
    "gateway --port 0 --admin-port 0 --tenants x, --upstream",
    "gateway --port 0 --admin-port 0 --upstream http://127.0.0.1:9, --tenants"
  })
  void whatIsRequiredIsAskedFor(String arguments, String missing) {
    CommandRun run = run(arguments.split(" "));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required option").contains(missing);
    assertThat(asked).isEmpty();
  }

  /** A gateway's command line; options given twice are replaced. */
  private String[] gateway(String... more) {
    List<String> arguments = new ArrayList<>(List.of("gateway"));
    for (String option :
        List.of(
            "--port=0",
            "--admin-port=0",
            "--upstream=http://127.0.0.1:9",
            "--tenants=" + tenants)) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (List.of(more).stream().noneMatch(one -> one.startsWith(name))) {
        arguments.add(option);
      }
    }
    arguments.addAll(List.of(more));
    arguments.remove("--tenants=");
    return arguments.toArray(String[]::new);
  }

  private CommandRun run(String... arguments) {
    Foreground foreground = () -> listening.add(listens());
    return CommandRun.of(
        CommandRun.line(
            ServeCommand.class,
            false,
            List.of(
                new ServeCommand(null, foreground, LOGIN),
                new ServeApiCommand(this::voucherApi, foreground, LOGIN),
                new ServeGatewayCommand(this::gateway, foreground))),
        arguments);
  }

  private VoucherServer voucherApi(ApiPlan plan) {
    asked.add(plan);
    VoucherServer server =
        Ports.bound(() ->
            VoucherServer.start(
                new VoucherServer.Plan(
                    Ports.HOST,
                    plan.port(),
                    new StoreAddress.Memory(),
                    plan.tenants(),
                    InstantSource.system(),
                    new SplittableRandom(1))));
    port = server.port();
    return server;
  }

  private GatewayServer gateway(GatewayStart start) {
    asked.add(start);
    GatewayServer server =
        Ports.bound(() ->
            GatewayServer.start(
                new GatewayPlan(
                    start.listen(),
                    start.upstream(),
                    feed(start.source()),
                    start.limits(),
                    new GatewayPlan.Stopping(Duration.ZERO, Duration.ofMillis(100)),
                    new GatewayPlan.Clocks(
                        InstantSource.system(), System::nanoTime, new SplittableRandom(1)))));
    port = server.port();
    return server;
  }

  private GatewaySource files(Path quotas, Path fleet) {
    return new GatewaySource.Files(quotas, fleet, tenants);
  }

  private static Feed feed(GatewaySource source) {
    return switch (source) {
      case GatewaySource.Files files ->
          new DirectoryFeed(files.quotas(), files.fleet(), files.tenants());
      case GatewaySource.Cluster _ -> _ -> () -> {};
    };
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.ofLiteral(Ports.HOST), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
