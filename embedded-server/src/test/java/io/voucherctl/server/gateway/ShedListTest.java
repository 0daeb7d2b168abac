package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.OverloadStatus.ShedTenant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tenants with a quota of 20/s each; a step of the clock is a second. */
class ShedListTest {
  private static final double QUOTA = 20;

  private final HandClock clock = new HandClock();
  private final ShedList list = new ShedList();
  private final Map<String, TenantLoad> loads = new TreeMap<>();
  private final Map<String, Integer> rates = new LinkedHashMap<>();

  @Test
  void theHeaviestIsShedFirstAndNobodyWhileTheHeapIsNormal() {
    rates.put("acme", 15);
    rates.put("flood", 400);
    rates.put("globex", 18);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    assertThat(shed()).isEmpty();
    seconds(1, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("flood");
    assertThat(loads.get("flood").isShed()).isTrue();
    assertThat(loads.get("acme").isShed()).isFalse();
    assertThat(list.tenants())
        .containsExactly(new ShedTenant("flood", HandClock.START.plusSeconds(6).toString()));
  }

  @Test
  void whoSendsBeyondItsQuotaIsHeavierThanWhoSendsMuchWithinIt() {
    rates.put("large", 19);
    rates.put("beyond", 30);
    rates.put("small", 1);
    seconds(30, Level.NORMAL, 50);
    seconds(1, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("beyond");
  }

  @Test
  void theNextHeaviestFollowsOnlyWhenTheHeapHasGrownAWhileLater() {
    rates.put("flood", 400);
    rates.put("second", 200);
    rates.put("acme", 10);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    seconds(60, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("flood");
    seconds(1, Level.SHEDDING, 81);
    assertThat(shed()).containsExactly("flood", "second");
  }

  @Test
  void growthWithinAMomentIsNotHeldAgainstTheOthers() {
    rates.put("flood", 400);
    rates.put("second", 200);
    rates.put("third", 100);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    seconds(1, Level.SHEDDING, 80);
    seconds(2, Level.SHEDDING, 82);
    assertThat(shed()).containsExactly("flood");
    seconds(1, Level.SHEDDING, 82);
    assertThat(shed()).containsExactly("flood", "second");
  }

  @Test
  void theQuietHalfOfTheActiveStays() {
    rates.put("flood", 400);
    rates.put("second", 200);
    rates.put("third", 100);
    rates.put("quiet", 1);
    rates.put("asleep", 0);
    seconds(5, Level.NORMAL, 50);
    for (int live = 80; live < 90; live++) {
      seconds(5, Level.SHEDDING, live);
    }
    assertThat(shed()).containsExactly("flood", "second");
  }

  @Test
  void aTenantAloneIsShedToo() {
    rates.put("flood", 400);
    seconds(5, Level.NORMAL, 50);
    seconds(5, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("flood");
  }

  @Test
  void whoFloodsStaysShedAndWhoIsCalmIsLetInAgain() {
    rates.put("flood", 400);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    seconds(60, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("flood");
    rates.put("flood", 5);
    seconds(30, Level.SHEDDING, 80);
    assertThat(shed()).isEmpty();
    assertThat(loads.get("flood").isShed()).isFalse();
  }

  @Test
  void whoHadToBeShedAgainWaitsTwiceAsLong() {
    rates.put("large", 19);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    seconds(1, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("large");
    seconds(9, Level.SHEDDING, 80);
    assertThat(shed()).containsExactly("large");
    seconds(1, Level.SHEDDING, 80);
    assertThat(shed()).isEmpty();
    seconds(1, Level.SHEDDING, 81);
    assertThat(shed()).containsExactly("large");
    seconds(19, Level.SHEDDING, 81);
    assertThat(shed()).containsExactly("large");
    seconds(1, Level.SHEDDING, 81);
    assertThat(shed()).isEmpty();
  }

  @Test
  void aNormalHeapLetsAllIn() {
    rates.put("flood", 400);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    seconds(5, Level.SHEDDING, 80);
    seconds(1, Level.NORMAL, 60);
    assertThat(shed()).isEmpty();
    assertThat(loads.get("flood").isShed()).isFalse();
  }

  @Test
  void aTenantThatIsGoneIsForgotten() {
    rates.put("flood", 400);
    rates.put("quiet", 1);
    seconds(5, Level.NORMAL, 50);
    seconds(5, Level.SHEDDING, 80);
    rates.remove("flood");
    loads.remove("flood");
    seconds(1, Level.SHEDDING, 80);
    assertThat(shed()).isEmpty();
  }

  private List<String> shed() {
    return list.tenants().stream().map(ShedTenant::tenant).toList();
  }

  private void seconds(int number, Level level, int livePercent) {
    for (int i = 0; i < number; i++) {
      clock.advance(Duration.ofSeconds(1));
      rates.forEach((tenant, rate) -> {
        TenantLoad load = loads.computeIfAbsent(tenant, _ -> new TenantLoad(tenant, 0));
        for (int j = 0; j < rate; j++) {
          load.offer();
        }
        load.settle(QUOTA, clock.getAsLong());
      });
      list.look(level, WatermarksTest.live(livePercent), loads, clock.getAsLong(), clock.instant());
    }
  }
}
