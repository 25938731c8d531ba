package io.musubito.sample.review;

import java.util.List;

import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;

import org.springframework.stereotype.Service;

/**
 * Reviews a change: fetch the diff, list the dimensions, investigate each, score, gate.
 */
@Service
public class ReviewPipeline {

	private final Musubito musubito;

	private final Diffs diffs;

	private final Fetcher fetcher;

	private final Planner planner;

	private final Investigator investigator;

	private final Scorer scorer;

	private final Gate gate;

	ReviewPipeline(Musubito musubito, Diffs diffs, Fetcher fetcher, Planner planner, Investigator investigator,
			Scorer scorer, Gate gate) {
		this.musubito = musubito;
		this.diffs = diffs;
		this.fetcher = fetcher;
		this.planner = planner;
		this.investigator = investigator;
		this.scorer = scorer;
		this.gate = gate;
	}

	/**
	 * Reviews a change.
	 * @param diff the name of a diff that the sample brings along, or the text of a diff
	 * @return the review
	 */
	@MusubitoPipeline(value = "review", submittable = true)
	public Review review(String diff) {
		Diff fetched = this.fetcher.fetch(this.diffs.find(diff));
		List<Dimension> dimensions = this.planner.dimensions(fetched);
		List<Investigation> investigations = this.musubito.forEach(dimensions)
			.concurrency(4)
			.distributed()
			.apply(this.investigator::investigate);
		Score score = this.scorer.score(investigations);
		return new Review(this.gate.gate(score), score.findings());
	}

}
