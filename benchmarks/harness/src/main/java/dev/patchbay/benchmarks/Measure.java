package dev.patchbay.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** A measure: who takes part, and what is compared. */
interface Measure {
  /**
   * Runs it.
   *
   * @param lab starts the contestants
   * @return what was found
   * @throws Exception if a contestant does not do its work
   */
  Report run(Lab lab) throws Exception;

  /** {@return all of them, by the name that {@code benchmarks/run} knows} */
  static Map<String, Measure> all() {
    Map<String, Measure> all = new LinkedHashMap<>();
    all.put("create", CreateMeasure::run);
    all.put("read", ReadMeasure::run);
    all.put("race", RaceMeasure::run);
    all.put("poll", PollMeasure::run);
    all.put("cold", ColdMeasure::run);
    all.put("heap", HeapMeasure::run);
    all.put("jars", JarsMeasure::run);
    all.put("store", StoreMeasure::run);
    all.put("rest", RestMeasure::run);
    return all;
  }
}
