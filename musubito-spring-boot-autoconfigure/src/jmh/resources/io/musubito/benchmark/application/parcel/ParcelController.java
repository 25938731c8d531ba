package com.acme.desk.parcel;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/parcels")
public class ParcelController {

	private static final Logger logger = LoggerFactory.getLogger(ParcelController.class);

	private final ParcelRepository repository;

	private final ParcelPipeline pipeline;

	private final Clock clock = Clock.systemUTC();

	public ParcelController(ParcelRepository repository, ParcelPipeline pipeline) {
		this.repository = repository;
		this.pipeline = pipeline;
	}

	@GetMapping
	public List<Parcel> search(@RequestParam List<String> words, @RequestParam(defaultValue = "20") int limit) {
		return this.repository.search(words, limit);
	}

	@GetMapping("/{number}")
	public Parcel get(@PathVariable String number) {
		return this.repository.find(number).orElseThrow(() -> new ParcelException("There is no parcel " + number));
	}

	@PostMapping("/{number}/answer")
	public String answer(@PathVariable String number, @RequestBody String letter) {
		this.pipeline.record(new ParcelEvent.Received(number, this.clock.instant(), "web"), logger::info);
		String answer = this.pipeline.answer(number, letter, LocalDate.now(this.clock));
		this.pipeline.record(new ParcelEvent.Answered(number, this.clock.instant(), 1), logger::info);
		return answer;
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.NOT_FOUND)
	public String missing(ParcelException ex) {
		return ex.getMessage();
	}

}
