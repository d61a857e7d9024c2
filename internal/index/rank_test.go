package index

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"quire/internal/query"
)

func TestRanking(t *testing.T) {
	c := made(
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
		got := c.find(text, Options{})
		if text == "layers OR of" {
			got = got[:len(want)]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got, want := c.find("lambda", Options{Reverse: true, Limit: 2}), "long body"; got != want {
		t.Errorf("the least relevant are %s, want %s", got, want)
	}
}

// Rare words decide: the broad way of counting a prefix must not bury a title.
func TestBroadPrefixPutsTitlesFirst(t *testing.T) {
	c := load(t, "blog")
	q, _ := query.Parse("lam")
	hits := c.Search(q, Options{Typing: true})
	if len(hits) == 0 || !slices.Contains(scanTitle(hits[0].Note.Title), "lambda") {
		t.Errorf("the first of lam is %q", hits[0].Note.Title)
	}
}

func scanTitle(title string) (words []string) {
	for _, w := range scanAll(title) {
		words = append(words, w.text)
	}
	return words
}

func TestChaptersInOrder(t *testing.T) {
	c := load(t, "blog")
	q, _ := query.Parse("path:gtbwsa date:2021-10-04")
	hits := c.Search(q, Options{Sort: Date, Reverse: true})
	if len(hits) != 18 {
		t.Fatalf("%d chapters", len(hits))
	}
	for i := 1; i < len(hits); i++ {
		if natural(hits[i-1].Note.Title, hits[i].Note.Title) >= 0 {
			t.Errorf("%s before %s", hits[i-1].Note.Title, hits[i].Note.Title)
		}
	}
}

func TestBestIsTheFrontOfAFullSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		all := make([]scored, 1+r.IntN(3000))
		for i := range all {
			all[i] = scored{float32(r.IntN(40)) * r.Float32(), uint32(i)}
		}
		want := slices.Clone(all)
		slices.SortStableFunc(want, func(a, b scored) int {
			switch {
			case a.score > b.score:
				return -1
			case a.score < b.score:
				return 1
			}
			return 0
		})
		limit := r.IntN(len(all) + 1)
		got := best(slices.Clone(all), limit)
		if limit == 0 {
			limit = len(all)
		}
		if len(got) < limit || !slices.Equal(got[:limit], want[:limit]) {
			t.Fatalf("the best %d of %d are wrong", limit, len(all))
		}
	}
}

func TestGoTo(t *testing.T) {
	c := load(t, "blog")
	for typed, want := range map[string]string{
		"re:invent 2021":   "_posts/2021-12-07-reinvent-2021.md",
		"reinv 2021":       "_posts/2021-12-07-reinvent-2021.md",
		"projects and":     "projects.md",
		"gtbwsa chapter 9": "_posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md",
		"papyrus arch":     "_posts/2022-03-11-papyrus-architecture.md",
		"pprs archi":       "_posts/2022-03-11-papyrus-architecture.md",
		"antarc":           "_posts/2019-01-04-trip-to-antarctica.md",
	} {
		hits := c.GoTo(typed, 5)
		if len(hits) == 0 || hits[0].Note.Path != want {
			t.Errorf("%s goes to %v, want %s", typed, paths(hits), want)
		}
	}
	if hits := c.GoTo("qqqzzz", 5); len(hits) != 0 {
		t.Errorf("qqqzzz goes to %v", paths(hits))
	}
	if hits := c.GoTo(" ", 3); len(hits) != 3 || hits[0].Note.Path != "_posts/2024-11-06-slack-oauth-redirects-in-aws-lambda.md" {
		t.Errorf("nothing typed gives %v", paths(hits))
	}
	v := load(t, "vault")
	if hits := v.GoTo("fold", 1); len(hits) == 0 || hits[0].Note.Path != "Editing and formatting/Folding.md" {
		t.Errorf("the alias Fold goes to %v", paths(hits))
	}
}

// An index is asked from several goroutines at once, its lazy parts too.
func TestConcurrentSearch(t *testing.T) {
	c := load(t, "blog")
	var done sync.WaitGroup
	for i := range 8 {
		done.Go(func() {
			for j := range blogQueries {
				q, _ := query.Parse(blogQueries[(i*9+j)%len(blogQueries)])
				c.Tags(c.Search(q, Options{Sort: Sort(j % int(sorts)), Typing: j%2 == 0}))
				c.GoTo("chapter", 3)
			}
		})
	}
	done.Wait()
	if got := c.count(t, "lambda"); got != 58 {
		t.Errorf("lambda: %d notes after it", got)
	}
}
