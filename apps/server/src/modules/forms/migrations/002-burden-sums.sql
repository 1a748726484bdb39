-- The sums of counties are few among the rows of a month; everybody's totals read nothing else.
create index burden_sum on forms.burden (month, form_id) where area_code = region;
