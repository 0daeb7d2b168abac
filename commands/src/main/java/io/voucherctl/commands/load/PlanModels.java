package io.voucherctl.commands.load;

import io.voucherctl.commands.load.PlanTenants.ModelOf;
import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the tenants of one entry of a plan file call: by a rate, by stages, or closed. */
final class PlanModels {
  private static final List<String> MODELS = List.of("rate", "total-rate", "stages", "concurrency");
  private static final String ONE_OF = "one of rate, total-rate, stages or concurrency";

  private final PlanMap entry;
  private final PlanStages stages;
  private final @Nullable Duration duration;
  private final PlanMistakes mistakes;

  PlanModels(PlanMap entry, PlanStages stages, @Nullable Duration duration, PlanMistakes mistakes) {
    this.entry = entry;
    this.stages = stages;
    this.duration = duration;
    this.mistakes = mistakes;
  }

  /** One for each name, or none when there is a mistake; null when the names are wrong. */
  List<ModelOf> read(@Nullable List<String> names) {
    int tenants = names == null ? 1 : names.size();
    List<String> given = MODELS.stream().filter(entry::has).toList();
    if (given.size() != 1) {
      mistakes.add(
          entry.nodeOf(given.isEmpty() ? "" : given.get(1)),
          given.isEmpty()
              ? "a tenant needs " + ONE_OF
              : "a tenant has only " + ONE_OF + ", not " + String.join(" and ", given));
      return List.of();
    }
    if (entry.has("spread") && !entry.has("total-rate")) {
      entry.mistake("spread", "spread: only a total-rate can be spread over tenants");
    }
    return switch (given.getFirst()) {
      case "rate" -> {
        Rate rate = entry.value("rate", PlanModels::some);
        yield rate == null ? List.of() : alike(LoadModel.Open.constant(rate), tenants);
      }
      case "concurrency" -> {
        Integer most = entry.number("concurrency", 1, LoadModel.Closed.MAX);
        yield most == null ? List.of() : alike(new LoadModel.Closed(most), tenants);
      }
      case "stages" -> Collections.nCopies(tenants, staged(stages.read(entry)));
      default -> spread(tenants);
    };
  }

  private static List<ModelOf> alike(LoadModel model, int tenants) {
    return Collections.nCopies(tenants, _ -> model);
  }

  private ModelOf staged(List<PlanStages.StageOf> read) {
    return tenant -> {
      List<Stage> own = new ArrayList<>();
      for (PlanStages.StageOf stage : read) {
        Stage made = stage.of(tenant);
        if (made == null) {
          return null;
        }
        own.add(made);
      }
      return own.isEmpty() ? null : open(own);
    };
  }

  private @Nullable LoadModel open(List<Stage> own) {
    if (own.stream().limit(own.size() - 1).anyMatch(stage -> stage.lasts() == null)) {
      entry.mistake("stages", "stages: only the last one may do without 'for'");
      return null;
    }
    LoadModel model = new LoadModel.Open(own);
    Duration lasts = model.lasts();
    if (!model.sendsAnything()) {
      entry.mistake("stages", "stages: no rate is above 0");
    } else if (duration != null && lasts != null && lasts.compareTo(duration) > 0) {
      entry.mistake(
          "stages",
          "stages: together they last %1$s, but the duration of the plan is %2$s; shorten them or"
                  .formatted(Durations.format(lasts), Durations.format(duration))
              + " write duration: "
              + Durations.format(lasts));
    } else {
      return model;
    }
    return null;
  }

  /** The first tenants get most; the rates add up to the total. */
  private List<ModelOf> spread(int tenants) {
    Rate total = entry.value("total-rate", PlanModels::some);
    KeyDistribution spread =
        entry.has("spread") ? entry.value("spread", KeySpelling::parse) : KeyDistribution.UNIFORM;
    if (total == null || spread == null) {
      return List.of();
    }
    List<ModelOf> models = new ArrayList<>();
    double perHour = total.perSecond() * 3_600;
    long before = 0;
    for (int i = 1; i <= tenants; i++) {
      long until = Math.round(perHour * spread.share(i, tenants));
      Rate rate = Stage.hourly(until - before);
      if (rate.count() == 0) {
        entry.mistake(
            "total-rate", "total-rate: too little for " + tenants + " tenants; some would get 0");
        return List.of();
      }
      models.add(_ -> LoadModel.Open.constant(rate));
      before = until;
    }
    return models;
  }

  private static Rate some(String text) {
    Rate rate = Rate.parse(text);
    if (rate.count() == 0) {
      throw new IllegalArgumentException("a load needs a rate above 0, not " + rate);
    }
    return rate;
  }
}
