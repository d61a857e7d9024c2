package index

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testcorpus"
	"quire/internal/text"
)

func TestSearch_RanksByScore(t *testing.T) {
	c := corpusOf(
		"body.md\n---\ntitle: Other\n---\nlambda and some more words\n",
		"often.md\n---\ntitle: Other\n---\nlambda lambda lambda and more\n",
		"long.md\n---\ntitle: Other\n---\nlambda and a great many other words that make this one by far the longest of all the notes here\n",
		"title.md\n---\ntitle: Lambda\n---\nnothing of it\n",
		"tag.md\n---\ntitle: Other\ntags: [lambda]\n---\nnothing of it\n",
		"heading.md\n---\ntitle: Other\n---\n## lambda\n\nnothing of it\n",
		"both.md\n---\ntitle: Lambda layers\ntags: [lambda]\n---\nlambda layers\n",
		"longer.md\n---\ntitle: Lambdas\n---\nlambdas of it\n",
		"none.md\n---\ntitle: None\n---\nnone\n",
	)
	for text, want := range map[string]string{
		"lambda":        "both title tag heading often body long",
		"lambda*":       "both title tag longer heading often body long",
		"lambda layers": "both",
		"layers OR of":  "both",
	} {
		got := c.find(text, search.Request{})
		if text == "layers OR of" {
			got = got[:len(want)]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got, want := c.find("lambda", search.Request{Reverse: true, Limit: 2}), "long body"; got != want {
		t.Errorf("the least relevant are %s, want %s", got, want)
	}
}

// A title must not be ranked below bodies when a broad prefix is counted approximately.
func TestSearch_BroadPrefixRanksTitlesFirst(t *testing.T) {
	c := loadCorpus(t, "blog")
	q, _ := query.Parse("lam")
	hits := c.hits(q, search.Request{Typing: true})
	if len(hits) == 0 || !slices.Contains(scanTitle(hits[0].Title()), "lambda") {
		t.Errorf("the first of lam is %q", hits[0].Title())
	}
}

func scanTitle(title string) (words []string) {
	for _, w := range text.Tokenize(title, text.KindLetters) {
		words = append(words, w.Text)
	}
	return words
}

func TestSort_TitlesCompareNumbers(t *testing.T) {
	c := loadCorpus(t, "blog")
	q, _ := query.Parse("path:gtbwsa date:2021-10-04")
	hits := c.hits(q, search.Request{Sort: search.Date, Reverse: true})
	if len(hits) != 18 {
		t.Fatalf("%d chapters", len(hits))
	}
	for i := 1; i < len(hits); i++ {
		if compareNatural(hits[i-1].Title(), hits[i].Title()) >= 0 {
			t.Errorf("%s before %s", hits[i-1].Title(), hits[i].Title())
		}
	}
}

func TestTopScores_EqualFrontOfFullSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		all := make([]scoredNote, 1+r.IntN(3000))
		for i := range all {
			all[i] = scoredNote{float32(r.IntN(40)) * r.Float32(), uint32(i)}
		}
		want := slices.Clone(all)
		slices.SortStableFunc(want, func(a, b scoredNote) int {
			switch {
			case a.score > b.score:
				return -1
			case a.score < b.score:
				return 1
			}
			return 0
		})
		limit := r.IntN(len(all) + 1)
		got := topScores(slices.Clone(all), limit)
		if limit == 0 {
			limit = len(all)
		}
		if len(got) < limit || !slices.Equal(got[:limit], want[:limit]) {
			t.Fatalf("the best %d of %d are wrong", limit, len(all))
		}
	}
}

func TestGoTo_RanksNames(t *testing.T) {
	c := loadCorpus(t, "blog")
	for typed, want := range map[string]string{
		"re:invent 2021":   "_posts/2021-12-07-reinvent-2021.md",
		"reinv 2021":       "_posts/2021-12-07-reinvent-2021.md",
		"projects and":     "projects.md",
		"gtbwsa chapter 9": "_posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md",
		"papyrus arch":     "_posts/2022-03-11-papyrus-architecture.md",
		"pprs archi":       "_posts/2022-03-11-papyrus-architecture.md",
		"antarc":           "_posts/2019-01-04-trip-to-antarctica.md",
	} {
		hits := c.goTo(typed, 5)
		if len(hits) == 0 || hits[0].Path() != want {
			t.Errorf("%s goes to %v, want %s", typed, namedPaths(hits), want)
		}
	}
	if hits := c.goTo("qqqzzz", 5); len(hits) != 0 {
		t.Errorf("qqqzzz goes to %v", namedPaths(hits))
	}
	if hits := c.goTo(" ", 3); len(hits) != 3 || hits[0].Path() != "_posts/2024-11-06-slack-oauth-redirects-in-aws-lambda.md" {
		t.Errorf("nothing typed gives %v", namedPaths(hits))
	}
	v := loadCorpus(t, "vault")
	if hits := v.goTo("fold", 1); len(hits) == 0 || hits[0].Path() != "Editing and formatting/Folding.md" {
		t.Errorf("the alias Fold goes to %v", namedPaths(hits))
	}
}

// Several goroutines may search at once, also when they compute the lazy parts.
func TestSearch_Concurrently(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, "blog"}, func(t *testing.T, name string) {
		if name == "blog" {
			searchConcurrently(t, loadCorpus(t, name), blogQueries, "lambda", 58)
		} else {
			searchConcurrently(t, loadCorpus(t, name), journalQueries, "#sourdough", 5)
		}
	})
}

func searchConcurrently(t *testing.T, c corpus, queries []string, text string, want int) {
	t.Helper()
	var done sync.WaitGroup
	for i := range 8 {
		done.Go(func() {
			for j := range queries {
				q, _ := query.Parse(queries[(i*9+j)%len(queries)])
				c.tagsOfHits(q, search.Request{Sort: search.Sort(j % int(search.SortCount)), Typing: j%2 == 0})
				c.goTo("chapter", 3)
			}
		})
	}
	done.Wait()
	if got := c.count(t, text); got != want {
		t.Errorf("%s: %d notes after it", text, got)
	}
}
