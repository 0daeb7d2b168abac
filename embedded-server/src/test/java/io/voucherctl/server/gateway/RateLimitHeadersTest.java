package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {
  private final Bench bench = Bench.sound();

  @Test
  void statesABucketAsABurstAndARate() {
    quota("rate: 600/m\nburst: 25");

    Map<String, String> told = forward(bench.validate(BOLT, "A")).setResponseHeaders().entries();

    assertThat(told)
        .containsEntry("RateLimit-Policy", "\"burst\";q=25;w=3, \"rate\";q=600;w=60")
        .containsEntry("RateLimit", "\"burst\";r=24;t=3")
        .containsEntry("X-Rate-Limit-Limit", "25")
        .containsEntry("X-Rate-Limit-Remaining", "24");
  }

  @Test
  void statesTheCapOfTheRouteWhereItApplies() {
    quota("rate: 5/s\nburst: 10\nroutes: {'POST /v1/vouchers': {rate: 1/s, burst: 2}}");

    Map<String, String> capped =
        forward(ask("POST", "/v1/vouchers")).setResponseHeaders().entries();
    assertThat(capped)
        .containsEntry(
            "RateLimit-Policy",
            "\"burst\";q=10;w=2, \"rate\";q=5;w=1, "
                + "\"route-burst\";q=2;w=2, \"route-rate\";q=1;w=1")
        .containsEntry("RateLimit", "\"burst\";r=9;t=2, \"route-burst\";r=1;t=1");
    assertThat(forward(ask("GET", "/v1/vouchers")).setResponseHeaders().entries())
        .containsEntry("RateLimit-Policy", "\"burst\";q=10;w=2, \"rate\";q=5;w=1")
        .containsEntry("RateLimit", "\"burst\";r=8;t=2");

    forward(ask("POST", "/v1/vouchers"));
    Map<String, String> limited = answer(ask("POST", "/v1/vouchers")).headers();
    assertThat(limited)
        .containsEntry("RateLimit-Policy", capped.get("RateLimit-Policy"))
        .containsEntry("RateLimit", "\"route-burst\";r=0;t=1")
        .containsEntry("X-Rate-Limit-Limit", "2")
        .containsEntry("X-Rate-Limit-Type", "api_calls");
  }

  @Test
  void statesHowManyMayBeUnderWay() {
    quota("rate: 5/s\nconcurrency: 1");
    Map<String, String> first = forward(ask("GET", "/v1/orders")).setResponseHeaders().entries();
    String policy =
        "\"burst\";q=5;w=1, \"rate\";q=5;w=1, \"concurrency\";q=1;qu=\"concurrent-requests\"";

    assertThat(first).containsEntry("RateLimit-Policy", policy);
    assertThat(answer(ask("GET", "/v1/orders")).headers())
        .containsEntry("RateLimit-Policy", policy)
        .containsEntry("RateLimit", "\"concurrency\";r=0;t=1")
        .containsEntry("Retry-After", "1");
  }

  @ParameterizedTest
  @CsvSource({"1/m, 1, 60", "1/h, 1, 3600", "7/m, 1, 9", "0/s, 0, 60", "100/s, 1, 1"})
  void neverSendsAClientBackBeforeItsWindowEnds(String rate, long burst, long seconds) {
    quota("rate: " + rate + "\nburst: " + burst);
    for (long i = 0; i < burst; i++) {
      forward(ask("GET", "/v1/orders"));
    }

    assertThat(answer(ask("GET", "/v1/orders")).headers())
        .containsEntry("RateLimit", "\"burst\";r=0;t=" + seconds)
        .containsEntry("Retry-After", Long.toString(seconds));
  }

  @Test
  void saysInTheShadowWhatItWouldHaveMet() {
    quota("rate: 1/s\nburst: 1\nmode: shadow");
    forward(ask("GET", "/v1/orders"));

    assertThat(forward(ask("GET", "/v1/orders")).setResponseHeaders().entries())
        .containsEntry("RateLimit", "\"burst\";r=0;t=1")
        .containsEntry("X-Rate-Limit-Remaining", "0")
        .doesNotContainKey("Retry-After");
  }

  /** The promise of the burst policy: q in any w seconds is never too much. */
  @Property(tries = 60)
  void whoeverKeepsToTheBurstPolicyIsNeverLimited(
      @ForAll @IntRange(min = 1, max = 200) int rate,
      @ForAll @IntRange(min = 1, max = 300) int burst,
      @ForAll boolean perMinute) {
    HandClock clock = new HandClock();
    Rate sustained = new Rate(rate, Duration.ofSeconds(perMinute ? 60 : 1));
    TokenBucket bucket = TokenBucket.full(new RateLimit(sustained, burst), 1, clock);
    String policy =
        new RateLimitHeaders(new TenantQuota("t", sustained, burst))
            .of(new Admission.Admitted(burst, burst, 0, null, null))
            .entries()
            .get("RateLimit-Policy");
    assertThat(policy).startsWith("\"burst\";q=" + burst + ";w=");
    long window = Long.parseLong(policy.replaceFirst(".*?;w=(\\d+),.*", "$1"));
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < burst; i++) {
        assertThat(bucket.take(0)).isInstanceOf(Admission.Admitted.class);
      }
      clock.advance(Duration.ofSeconds(window));
    }
  }

  private void quota(String text) {
    bench.standing.put(QuotaDirectory.book("edited", Map.of("bolt", text), Map.of(), null));
    bench.clock.advance(Duration.ofHours(1));
  }

  private Decision ask(String method, String target) {
    return bench.ask(BOLT, method, target);
  }
}
